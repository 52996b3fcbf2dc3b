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

        var found = await stack.Search.Ask(Unique("Fotos aus Leipzig"), Soon);

        Judgement.Note.Look(await stack.Container(Profile.Backend), "200 for a search", found.ToString());
        found.Status.Should().Be(200);
        await MustBePinned(stack, "after");
        var sent = (await stack.Upstream.Requests()).Where(request => request.Method == "POST" && request.Body.Contains(Profile.Model, StringComparison.Ordinal)).ToList();
        Judgement.Note.Look(await stack.Container(Profile.Backend), "a recorded request to the model server", "none");
        sent.Should().NotBeEmpty();
        foreach (var request in sent)
        {
            Judgement.Note.Expected = "keep_alive -1 as a number, or none, in every request";
            Judgement.Note.Seen = request.Body;
            var keepAlive = JsonNode.Parse(request.Body)!["keep_alive"];
            (keepAlive is null || (keepAlive.GetValueKind() == System.Text.Json.JsonValueKind.Number && keepAlive.GetValue<int>() < 0)).Should().BeTrue(request.Body);
        }

        Judgement.Note.Proof = $"{sent.Count} requests carried keep_alive below zero or none; expires_at stayed in the far future";
    }

    [TestCaseSource(nameof(OtherClients)), Guarantee("A4.4", Kind.Fault)]
    public async Task After_another_client_the_next_search_must_pin_the_model_again(IFault other)
    {
        var stack = await Mediated();

        await Under(stack, other, async () =>
        {
            var found = await Searches(stack);
            await Eventually.Seen("expires_at in the far future", () => Pinned(stack), pinned => pinned, TimeSpan.FromSeconds(10));
            Judgement.Note.Proof = $"{other.Name}: pinned again after a search of {found.Elapsed.TotalSeconds:0.0} s";
        });
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
        var ps = (await stack.ModelServer.Get("/api/ps")).Output;
        Judgement.Note.Look(await stack.Container(Profile.Ollama), $"expires_at in the far future {when} a search", ps);
        ModelServerClient.Pinned(ps, Profile.Model).Should().BeTrue($"the model is pinned {when} the search");
    }

    private static async Task<bool> Pinned(Stack stack) => ModelServerClient.Pinned((await stack.ModelServer.Get("/api/ps")).Output, Profile.Model);
}
