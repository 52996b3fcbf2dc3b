using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §5: a model server that answers wrongly, each way at once a clean refusal.</summary>
public sealed class WrongAnswerRows : Scenario
{
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

    [TestCaseSource(nameof(Faults)), Guarantee("A5.4", Kind.Fault)]
    public async Task A_wrong_answer_of_the_model_server_must_become_a_clean_503(IFault fault)
    {
        var stack = await Given(() => Stack.Up("wrong answers", Profile, "overlays/chaos/upstream.yml"), Profile.Backend);

        await Under(stack, fault, async () =>
        {
            var answer = await stack.Search.Ask(Unique("Fotos aus Leipzig"), TimeSpan.FromSeconds(Limit + 15));

            CleanRefusal(answer);
            CameWithin(answer, TimeSpan.FromSeconds(Limit + Tolerance));
            Judgement.Note.Proof = $"{fault.Name}: clean 503 after {answer.Elapsed.TotalSeconds:0.00} s";
        });
    }

    private static TestCaseData Case(string how, IFault fault) => new TestCaseData(fault).SetName($"When {how}, search must answer a clean 503");
}
