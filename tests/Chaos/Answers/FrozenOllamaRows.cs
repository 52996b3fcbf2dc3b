using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos.Answers;

/// <summary>ADR-034 §5: a model server that accepts connections and never answers.</summary>
public sealed class FrozenOllamaRows : Scenario
{
    private static FrozenContainer Frozen() => new(Profile.Ollama, $"http://{Profile.Ollama}:11434/api/version");

    [Test, Guarantee("A5.1", Kind.Fault)]
    public async Task Search_must_return_a_result_or_503_within_60_s_when_Ollama_accepts_and_never_answers()
    {
        var stack = await Given(() => Stack.Up("silent model server", Profile), Profile.Backend);

        await Under(stack, Frozen(), async () =>
        {
            var answer = await stack.Search.Ask(Unique("Was schrieb Anna aus Breslau"), TimeSpan.FromSeconds(Limit + 15));
            Judgement.Note.Waited = Math.Min(answer.Elapsed.TotalSeconds, Limit);

            Judgement.Note.Expected = $"200 with a result or 503 as problem+json with Retry-After, within {Limit + Tolerance:0} s";
            Judgement.Note.Seen = answer.ToString();
            (answer.IsResult || answer.IsRefusal).Should().BeTrue(answer.ToString());
            answer.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(Limit + Tolerance));
            Judgement.Note.Proof = $"{answer.Status} after {answer.Elapsed.TotalSeconds:0.0} s";
        });
    }

    [Test, Guarantee("A5.6", Kind.Live)]
    public async Task The_one_setting_must_move_the_cut_off()
    {
        const int Shorter = 8;
        var stack = await Given(() => Stack.Up("silent model server", Profile), Profile.Backend);
        await Under(stack, new ChangedSetting(Profile.Backend, Profile.Required("TIMEOUT_SETTING"), $"{Shorter}"), () => Under(stack, Frozen(), async () =>
        {
            var answer = await stack.Search.Ask(Unique("Postkarten aus Breslau"), TimeSpan.FromSeconds(Limit + 15));
            Judgement.Note.Waited = Math.Min(answer.Elapsed.TotalSeconds, Shorter);

            Judgement.Note.Expected = $"503 after about {Shorter} s, at most {Shorter + Tolerance:0} s";
            Judgement.Note.Seen = answer.ToString();
            answer.Status.Should().Be(503, answer.ToString());
            answer.Elapsed.TotalSeconds.Should().BeInRange(Shorter - Tolerance, Shorter + Tolerance);
            Judgement.Note.Proof = $"set to {Shorter} s, it is 503 after {answer.Elapsed.TotalSeconds:0.0} s";
        }));
    }
}
