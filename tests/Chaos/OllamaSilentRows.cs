namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §5: a model server that accepts connections and never answers.</summary>
public sealed class OllamaSilentRows : Scenario
{
    /// <summary>ADR-034 §5, in seconds.</summary>
    private const double Limit = 60;

    [Test, Guarantee("A5.1", Kind.Fault)]
    public async Task Search_must_return_a_result_or_503_within_60_s_when_Ollama_accepts_and_never_answers()
    {
        var stack = await Given(() => Stack.Up("silent model server", Profile));
        await SteadyState(stack);
        var ollama = await stack.Service(Profile.Ollama);
        Judgement.Note.Container = ollama.Name;

        await stack.Engine.Pause(ollama.Id);
        try
        {
            var bites = await stack.ModelServer.Get("/api/version");
            if (bites.ExitCode == 0)
            {
                Unjudged.Because($"the fault does not bite: a paused model server answered {bites}");
            }

            Judgement.Note.Waited = Limit;
            var answer = await stack.Search.Ask(Unique("Was schrieb Anna aus Breslau"), TimeSpan.FromSeconds(Limit + 15));

            Judgement.Note.Expected = $"200 or 503 within {Limit + Tolerance:0} s";
            Judgement.Note.Seen = answer.ToString();
            answer.Status.Should().BeOneOf([200, 503], answer.ToString());
            answer.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(Limit + Tolerance));
            Judgement.Note.Proof = $"{answer.Status} after {answer.Elapsed.TotalSeconds:0.0} s";
        }
        finally
        {
            await Heal(stack, () => stack.Engine.Unpause(ollama.Id));
        }
    }
}
