using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos.Answers;

/// <summary>ADR-034 §5: an answer without end; a read timeout alone would never cut it.</summary>
public sealed class EndlessAnswerRows : Scenario
{
    // One retry may fit; each more costs a model server on CPU a whole generation.
    private const int Attempts = 2;

    // The backend's own deadline may lie a second below the promise, so that its answer still comes inside it.
    private static readonly TimeSpan Earliest = TimeSpan.FromSeconds(Limit - 1 - Tolerance);

    [Test, Guarantee("A5.3", Kind.Fault), Guarantee("A5.5", Kind.Fault)]
    public async Task An_answer_that_drips_for_ever_must_become_a_503_within_60_s_retries_and_proxy_included()
    {
        var stack = await Given(() => Stack.Up("endless answers", Profile, "overlays/chaos/upstream.yml"), Profile.Backend);

        await Under(stack, new ScriptedFault("the answer drips a byte a second for ever", new UpstreamScript("Drip")), async () =>
        {
            var question = Unique("Postkarten aus Swinemünde");
            var answer = await stack.Search.Ask(question, TimeSpan.FromSeconds(Limit + 15));
            var asked = (await stack.Upstream.Requests()).Count(request => request.Body.Contains(question[^32..], StringComparison.Ordinal));

            Judgement.Note.Waited = Math.Min(answer.Elapsed.TotalSeconds, Limit);
            CleanRefusal(answer);
            CameWithin(answer, TimeSpan.FromSeconds(Limit + Tolerance));
            // Whoever gives up early, backend or proxy, takes results from users who would have had them.
            Judgement.Note.Look(null, $"503 no earlier than {Earliest.TotalSeconds:0} s", answer.ToString());
            answer.Elapsed.Should().BeGreaterThan(Earliest, Judgement.Note.Seen);
            Judgement.Note.Expected = $"the model server is asked at least once and at most {Attempts} times";
            Judgement.Note.Seen = $"it was asked {asked} time(s)";
            asked.Should().BeInRange(1, Attempts, Judgement.Note.Seen);
            Judgement.Note.Proof = $"503 after {answer.Elapsed.TotalSeconds:0.0} s through the proxy, the model server was asked {asked} time(s)";
        });
    }
}
