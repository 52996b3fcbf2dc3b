using Archiv.Tests.Support.Faults;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Chaos.Answers;

/// <summary>ADR-034 §5: an answer that comes late, but in time.</summary>
public sealed class LateAnswerRows : Scenario
{
    private const int Late = 45;

    [Test, Guarantee("A5.2", Kind.Fault)]
    public async Task An_answer_after_45_s_must_be_delivered()
    {
        var stack = await Given(() => Stack.Up("late answers", Profile, "overlays/chaos/upstream.yml"), Profile.Backend);

        await Under(stack, new ToxicFault($"answers come {Late} s late", "timed out", () => new LatencyToxic { Attributes = { Latency = Late * 1000 } }), async () =>
        {
            var answer = await stack.Search.Ask(Unique("Briefe von Karl"), TimeSpan.FromSeconds(Limit + 15));
            Judgement.Note.Waited = Math.Min(answer.Elapsed.TotalSeconds, Late);

            Judgement.Note.Expected = $"200 after {Late} s and before {Limit:0} s";
            Judgement.Note.Seen = answer.ToString();
            answer.Status.Should().Be(200, answer.ToString());
            answer.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(Late)).And.BeLessThan(TimeSpan.FromSeconds(Limit));
            Judgement.Note.Proof = $"200 after {answer.Elapsed.TotalSeconds:0.0} s";
        });
    }
}
