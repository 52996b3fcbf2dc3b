using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §5: a model server that answers wrongly, each way at once a clean refusal.</summary>
public sealed class WrongAnswerRows : Scenario
{
    // The first line of a stream whose model has begun to answer.
    private const string Chunk = """{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"{\"persons\":[]"},"done":false}""" + "\n";

    private static IEnumerable<TestCaseData> Faults() =>
    [
        Case("connections are refused", new ToxicFault("connections to the model server are refused", "refused", null)),
        Case("the connection is cut after some bytes", new ToxicFault(
            "the answer is cut after 20 bytes", "error getting response|bad header|premature|unexpected", () => new LimitDataToxic { Attributes = { Bytes = 20 } })),
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
        Case("an error follows a valid chunk", new ScriptedFault(
            "the server begins its answer and ends it with an error line",
            new UpstreamScript("Answer", Body: Chunk + "{\"error\":\"an error was encountered while running the model: unexpected EOF\"}\n", ContentType: "application/x-ndjson"))),
    ];

    [TestCaseSource(nameof(Faults)), Guarantee("A5.4", Kind.Fault)]
    public async Task A_wrong_answer_of_the_model_server_must_become_a_clean_503(IFault fault)
    {
        var stack = await Given(() => Stack.Up("wrong answers", Profile, "overlays/chaos/upstream.yml"), Profile.Backend);

        await Under(stack, fault, async () =>
        {
            var question = Unique("Fotos aus Leipzig");
            var answer = await stack.Search.Ask(question, TimeSpan.FromSeconds(Limit + 15));

            CleanRefusal(answer);
            CameWithin(answer, TimeSpan.FromSeconds(Limit + Tolerance));
            OfTheModelServer(answer);
            if (fault is ScriptedFault)
            {
                Judgement.Note.Expected = "the question to have reached the model server that answers wrongly";
                Judgement.Note.Seen = $"{(await stack.Upstream.SentFor(question)).Count} requests with it; {answer}";
                (await stack.Upstream.SentFor(question)).Should().NotBeEmpty(Judgement.Note.Seen);
            }

            Judgement.Note.Proof = $"{fault.Name}: clean 503 after {answer.Elapsed.TotalSeconds:0.00} s";
        });
    }

    // A refusal for the length of the queue, for the time or for the database would be clean too, and say nothing of this answer.
    private static void OfTheModelServer(Answer answer)
    {
        var reason = answer.Json["reason"]?.ToString();
        Judgement.Note.Expected = "a reason that is about the model server, where the refusal names one";
        Judgement.Note.Seen = $"reason {reason ?? "not given"}";
        (reason ?? "model").Should().StartWith("model", answer.ToString());
    }

    private static TestCaseData Case(string how, IFault fault) => new TestCaseData(fault).SetName($"When {how}, search must answer a clean 503");
}
