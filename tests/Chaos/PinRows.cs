using System.Text.Json;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §4: nothing that the backend or another client asks un-pins the model for long.</summary>
public sealed class PinRows : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(62);

    private Task<Stack> Mediated() => Given(() => Stack.Up("pinned model", Profile, "overlays/chaos/upstream.yml"), Profile.Ollama);

    [Test, Guarantee("A4.3", Kind.Live)]
    public async Task The_backend_s_own_requests_must_never_un_pin_the_model()
    {
        var stack = await Mediated();
        await SteadyState(stack);
        await MustBePinned(stack, "before");

        var question = Unique("Fotos aus Leipzig");
        var found = await stack.Search.Ask(question, Soon);

        Judgement.Note.Look(await stack.Container(Profile.Backend), "200 for a search", found.ToString());
        found.Status.Should().Be(200);
        await MustBePinned(stack, "after");
        await Pins(stack, question);
        var sent = (await stack.Upstream.Requests()).Where(request => request.Method == "POST" && request.Body.Contains(Profile.Model, StringComparison.Ordinal)).ToList();
        sent.ForEach(PinsByItself);
        Judgement.Note.Proof = $"{sent.Count} requests carried keep_alive below zero as a number; expires_at stayed in the far future";
    }

    [TestCaseSource(nameof(OtherClients)), Guarantee("A4.4", Kind.Fault)]
    public async Task After_another_client_the_next_search_must_pin_the_model_again(IFault other)
    {
        var stack = await Mediated();

        await Under(stack, other, async () =>
        {
            var found = await NextSearch(stack);
            // At once: a backend that looks after the pin by itself would hide within seconds that the search does not.
            var pinned = await Pinned(stack);

            await Pins(stack, found.Request);
            Judgement.Note.Look(await stack.Container(Profile.Ollama), "expires_at in the far future right after the search", pinned ? "it is" : "it is not");
            pinned.Should().BeTrue("the search pins the model");
            Judgement.Note.Proof = $"{other.Name}: pinned again by a search of {found.Elapsed.TotalSeconds:0.0} s, which carries keep_alive below zero as a number";
        });
    }

    // What the search itself sends: only that pins where nobody else looks after it.
    private static async Task Pins(Stack stack, string question)
    {
        var sent = await stack.Upstream.SentFor(question);
        Judgement.Note.Look(await stack.Container(Profile.Backend), "the search to be sent to the model server", $"{sent.Count} requests with its question");
        sent.Should().NotBeEmpty(Judgement.Note.Seen);
        foreach (var request in sent)
        {
            PinsByItself(request);
        }
    }

    private static void PinsByItself(UpstreamRequest request)
    {
        var keepAlive = JsonNode.Parse(request.Body)!["keep_alive"];
        Judgement.Note.Look(null, "keep_alive below zero as a number in every request", $"{request.Path} with keep_alive {keepAlive?.ToJsonString() ?? "none"}");
        (keepAlive?.GetValueKind() == JsonValueKind.Number && keepAlive.GetValue<double>() < 0).Should().BeTrue(Judgement.Note.Seen);
    }

    private static IEnumerable<TestCaseData> OtherClients() =>
    [
        After("set keep_alive to 5m", """{"model":"MODEL","prompt":"x","stream":false,"keep_alive":"5m","options":{"num_predict":1}}"""),
        After("unloaded the model", """{"model":"MODEL","keep_alive":0}"""),
        After("reloaded the model with another num_ctx", """{"model":"MODEL","prompt":"x","stream":false,"keep_alive":"5m","options":{"num_predict":1,"num_ctx":1024}}"""),
        Case(new OtherModel()),
    ];

    private static TestCaseData After(string how, string body) =>
        Case(new OtherClient(how, body));

    private static TestCaseData Case(IFault other) => new TestCaseData(other).SetName($"After {other.Name}, the next search must pin it again");

    private static async Task MustBePinned(Stack stack, string when)
    {
        var ps = await stack.ModelServer.Loaded();
        Judgement.Note.Look(await stack.Container(Profile.Ollama), $"expires_at in the far future {when} a search", ps);
        ModelServerClient.Pinned(ps, Profile.Model).Should().BeTrue($"the model is pinned {when} the search");
    }

    private static async Task<bool> Pinned(Stack stack) => ModelServerClient.Pinned(await stack.ModelServer.Loaded(), Profile.Model);
}
