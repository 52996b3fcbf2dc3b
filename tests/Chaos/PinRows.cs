using System.Globalization;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §4: nothing that the backend or another client asks un-pins the model for long.</summary>
public sealed class PinRows : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(62);

    private Task<Stack> Mediated() => Given(() => Stack.Up("pinned model", Profile, "overlays/chaos/upstream.yml"));

    [Test, Guarantee("A4.3", Kind.Live)]
    public async Task The_backend_s_own_requests_must_never_un_pin_the_model()
    {
        var stack = await Mediated();
        await SteadyState(stack);
        (await Pinned(stack)).Should().BeTrue("the model is pinned before the search");

        (await stack.Search.Ask(Unique("Fotos aus Leipzig"), Soon)).Status.Should().Be(200);

        (await Pinned(stack)).Should().BeTrue("the model is pinned after the search");
        var sent = (await stack.Upstream.Requests()).Where(request => request.Method == "POST" && request.Body.Contains(Profile.Model, StringComparison.Ordinal)).ToList();
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

    [TestCase("keep_alive 5m", """{"model":"MODEL","prompt":"x","stream":false,"keep_alive":"5m","options":{"num_predict":1}}""", TestName = "After another client set keep_alive to 5m, the next search must pin the model again")]
    [TestCase("unloaded", """{"model":"MODEL","keep_alive":0}""", TestName = "After another client unloaded the model, the next search must pin it again")]
    [TestCase("other num_ctx", """{"model":"MODEL","prompt":"x","stream":false,"keep_alive":"5m","options":{"num_predict":1,"num_ctx":1024}}""", TestName = "After another client reloaded the model with another num_ctx, the next search must pin it again")]
    [Guarantee("A4.4", Kind.Fault)]
    public async Task After_another_client_the_next_search_must_pin_the_model_again(string how, string body)
    {
        var stack = await Mediated();
        await SteadyState(stack);

        var other = await stack.ModelServer.Post("/api/generate", body.Replace("MODEL", Profile.Model, StringComparison.Ordinal));
        if (other.ExitCode != 0)
        {
            Unjudged.Because($"the other client was refused: {other}");
        }

        var found = await Searches(stack);
        await Eventually.Seen("expires_at in the far future", () => Pinned(stack), pinned => pinned, TimeSpan.FromSeconds(10));
        Judgement.Note.Proof = $"{how}: pinned again after a search of {found.Elapsed.TotalSeconds:0.0} s";
    }

    private static async Task<bool> Pinned(Stack stack)
    {
        var ps = await stack.ModelServer.Get("/api/ps");
        var loaded = JsonNode.Parse(ps.Output)!["models"]!.AsArray().FirstOrDefault(model => model!["name"]!.ToString() == Profile.Model);
        return loaded is not null
            && DateTimeOffset.Parse(loaded["expires_at"]!.ToString(), CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow().AddYears(10);
    }
}
