using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §5 with a model server that answers late, endlessly or wrongly.</summary>
public sealed class UpstreamRows : Scenario
{
    private const double Limit = 60;
    private const int Late = 45;

    private Task<Stack> Mediated() => Given(() => Stack.Up("faulty model server", Profile, "overlays/chaos/upstream.yml"));

    private static IEnumerable<TestCaseData> Faults() =>
    [
        Case("connections are refused", new ToxicFault("connections to the model server are refused", null)),
        Case("the connection is cut after some bytes", new ToxicFault(
            "the answer is cut after 20 bytes", () => new LimitDataToxic { Attributes = { Bytes = 20 } })),
        Case("the connection is reset in the middle", new ScriptedFault(
            "the answer is reset in the middle", new UpstreamScript("Reset", Body: "{\"model\":"))),
        Case("the body is truncated", new ScriptedFault(
            "the body ends before its announced length", new UpstreamScript("Truncate", Body: "{\"model\":"))),
        Case("the body is garbage", new ScriptedFault(
            "the body is no JSON", new UpstreamScript("Answer", Body: "\u0001\u0002<<Daten>>"))),
        Case("the status is 500", new ScriptedFault(
            "the server answers 500", new UpstreamScript("Answer", Status: 500, Body: "{\"error\":\"llama runner process has terminated: signal: killed\"}"))),
        Case("an error stands in a 200 body", new ScriptedFault(
            "the server answers 200 with an error line",
            new UpstreamScript("Answer", Body: "{\"error\":\"an error was encountered while running the model: unexpected EOF\"}\n", ContentType: "application/x-ndjson"))),
    ];

    [Test, Guarantee("A5.2", Kind.Fault)]
    public async Task An_answer_after_45_s_must_be_delivered()
    {
        var stack = await Mediated();

        await Under(stack, new ToxicFault($"answers come {Late} s late", () => new LatencyToxic { Attributes = { Latency = Late * 1000 } }), async () =>
        {
            Judgement.Note.Waited = Late;
            var answer = await stack.Search.Ask(Unique("Briefe von Karl"), TimeSpan.FromSeconds(Limit + 15));

            Judgement.Note.Expected = $"200 after {Late} s and before {Limit:0} s";
            Judgement.Note.Seen = answer.ToString();
            answer.Status.Should().Be(200, answer.ToString());
            answer.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(Late)).And.BeLessThan(TimeSpan.FromSeconds(Limit));
            Judgement.Note.Proof = $"200 after {answer.Elapsed.TotalSeconds:0.0} s";
        });
    }

    [Test, Guarantee("A5.3", Kind.Fault), Guarantee("A5.5", Kind.Fault)]
    public async Task An_answer_that_drips_for_ever_must_become_a_503_within_60_s_retries_and_proxy_included()
    {
        var stack = await Mediated();

        await Under(stack, new ScriptedFault("the answer drips a byte a second for ever", new UpstreamScript("Drip")), async () =>
        {
            Judgement.Note.Waited = Limit;
            var question = Unique("Postkarten aus Swinemünde");
            var answer = await stack.Search.Ask(question, TimeSpan.FromSeconds(Limit + 15));
            var asked = (await stack.Upstream.Requests()).Count(request => request.Body.Contains(question[^32..], StringComparison.Ordinal));

            CleanRefusal(answer);
            answer.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(Limit + Tolerance));
            asked.Should().BePositive("the model server must have been asked");
            Judgement.Note.Proof = $"503 after {answer.Elapsed.TotalSeconds:0.0} s through the proxy, the model server was asked {asked} time(s)";
        });
    }

    [TestCaseSource(nameof(Faults)), Guarantee("A5.4", Kind.Fault)]
    public async Task A_wrong_answer_of_the_model_server_must_become_a_clean_503(IFault fault)
    {
        var stack = await Mediated();

        await Under(stack, fault, async () =>
        {
            var answer = await stack.Search.Ask(Unique("Fotos aus Leipzig"), TimeSpan.FromSeconds(Limit + 15));

            CleanRefusal(answer);
            answer.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(Limit + Tolerance));
            Judgement.Note.Proof = $"{fault.Name}: clean 503 after {answer.Elapsed.TotalSeconds:0.00} s";
        });
    }

    private static TestCaseData Case(string how, IFault fault) => new TestCaseData(fault).SetName($"When {how}, search must answer a clean 503");
}
