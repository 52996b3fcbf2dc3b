using Archiv.Tests.Support;
using Archiv.Tests.Support.Engine;

namespace Archiv.Tests.Load;

/// <summary>A6.6: the model server's memory over many different questions.</summary>
public sealed class EnvelopeRows
{
    private const double MostOfLimit = 0.9;

    private const double MiB = 1024 * 1024;

    // The second half of them must make a slope.
    private const int LeastPoints = 2 * Slope.LeastPoints;

    // One is computed, one waits: with more, a model server that takes 18 s each would have to be refused some.
    private const int AtATime = 2;

    private Stack? stack;

    [Test, Guarantee("A6.6", Kind.Load)]
    public async Task Many_different_questions_must_stay_inside_the_memory_limit_and_not_add_up()
    {
        var questions = LoadedStack.Settings.Questions;
        stack = await LoadedStack.Own("memory envelope", LoadedStack.Settings.ManyWith);
        var limit = await MemoryLimit.Of(stack, stack.Profile.Ollama);
        await using var memory = new MemoryWatch(stack);
        List<(double Asked, double Bytes)> growth = [];

        LoadedStack.LoadBegins(stack, $"questions: {questions} different ones, {AtATime} at a time");
        var asked = await Ask(stack, questions, () => memory.Of(stack.Profile.Ollama) is [.., var last] ? last : null, growth);
        LoadedStack.LoadEnded(stack, "questions");

        var samples = memory.Of(stack.Profile.Ollama);
        if (growth.Count < LeastPoints)
        {
            Unjudged.Because($"memory was seen at {growth.Count} of {asked} questions, too few for a slope: {LeastPoints}; ask more questions (LOAD_QUESTIONS)");
        }

        var peak = samples.Max(sample => sample.Anonymous);
        Judgement.Note.Expected = $"anonymous memory of at most {MostOfLimit:P0} of the limit, {limit / MiB:0} MiB";
        Judgement.Note.Seen = $"peak {peak / MiB:0.0} MiB, {peak / (double)limit:P0}";
        ((double)peak).Should().BeLessThanOrEqualTo(MostOfLimit * limit, Judgement.Note.Seen);
        memory.MustBeWhole(stack.Profile.Ollama);
        var perSecond = memory.ModelServerPerSecond();
        var peaked = Judgement.Note.Seen;

        // At first every server grows, until its heap and its pools have the size of the work; what counts is how long the limit is away at the pace of the second half.
        var slope = Slope.Of(growth[(growth.Count / 2)..]);
        var (room, lasting) = (new Headroom((MostOfLimit * limit) - peak, LoadedStack.Settings.PerMinute), LoadedStack.Settings.MemoryLasts);
        var most = room.Growth(lasting);
        Judgement.Note.Expected = $"growth at which {MostOfLimit:P0} of the limit is {Headroom.InWords(lasting)} away at the stated {room.PerMinute} questions a minute: at most {most * 1000 / MiB:0.00} MiB in a thousand";
        Judgement.Note.Seen = $"{slope.PerStep * 1000 / MiB:0.000} MiB, 95 % between {slope.Least * 1000 / MiB:0.000} and {slope.Most * 1000 / MiB:0.000}: at {room.PerMinute} a minute the limit is {room.Lasts(slope.PerStep)} away, {room.Lasts(slope.Most)} at least";
        slope.Least.Should().BeLessThanOrEqualTo(most, Judgement.Note.Seen);
        if (slope.Most > most)
        {
            Unjudged.Because($"the samples scatter too much to exclude a growth of {most * 1000 / MiB:0.00} MiB in a thousand questions, at which the limit is {Headroom.InWords(lasting)} away: {Judgement.Note.Seen}; ask more questions (LOAD_QUESTIONS)");
        }

        Judgement.Note.Proof = $"{asked} questions: {peaked} of the limit, sampled {perSecond:0.0} times a second; growth in a thousand questions {Judgement.Note.Seen}";
    }

    // Nothing is measured while the next row's stack comes up: this one goes down meanwhile.
    [OneTimeTearDown]
    public void Down() => LoadedStack.GoesDown(stack);

    // A closed loop on purpose: this is about how many, not about how fast.
    private static async Task<int> Ask(Stack stack, int questions, Func<MemoryUse?> held, List<(double, double)> growth)
    {
        var (asked, began) = (0, TimeProvider.System.GetUtcNow());
        await Parallel.ForEachAsync(Enumerable.Range(0, questions), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, _) =>
        {
            var answer = await Searches.Different(stack)(number);
            if (!answer.IsResult)
            {
                await NotForLackOfMemory(stack, began, number);
                Unjudged.Because($"precondition failed: question {number} was not answered: {answer}");
            }

            var sofar = Interlocked.Increment(ref asked);
            if (held() is { } use)
            {
                lock (growth)
                {
                    growth.Add((sofar, use.Anonymous));
                }
            }
        });
        return asked;
    }

    private static async Task NotForLackOfMemory(Stack stack, DateTimeOffset began, int number)
    {
        // A server that is just going down cannot be looked into: the engine is asked until it tells.
        var death = await Eventually.Given("the engine to tell how the model server fared", () => MemoryDeaths.In(stack, began), _ => true, TimeSpan.FromSeconds(30));
        Judgement.Note.Container = (await stack.Service(stack.Profile.Ollama)).Name;
        Judgement.Note.Expected = "all questions to be answered within the memory limit";
        Judgement.Note.Seen = $"{death} at question {number}";
        death.Should().Be(MemoryDeath.None, Judgement.Note.Seen);
    }
}
