using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §5: a model server that accepts connections and never answers.</summary>
public sealed class FrozenOllamaRows : Scenario
{
    [Test, Guarantee("A5.1", Kind.Fault)]
    public async Task Search_must_return_a_result_or_503_within_60_s_when_Ollama_accepts_and_never_answers()
    {
        var stack = await Given(() => Stack.Up("silent model server", Profile));
        Judgement.Note.Container = (await stack.Service(Profile.Ollama)).Name;

        await Under(stack, new FrozenContainer(Profile.Ollama), async () =>
        {
            Judgement.Note.Waited = Limit;
            var answer = await stack.Search.Ask(Unique("Was schrieb Anna aus Breslau"), TimeSpan.FromSeconds(Limit + 15));

            Judgement.Note.Expected = $"200 or 503 within {Limit + Tolerance:0} s";
            Judgement.Note.Seen = answer.ToString();
            answer.Status.Should().BeOneOf([200, 503], answer.ToString());
            answer.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(Limit + Tolerance));
            Judgement.Note.Proof = $"{answer.Status} after {answer.Elapsed.TotalSeconds:0.0} s";
        });
    }
}
