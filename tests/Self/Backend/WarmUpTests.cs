using System.Text.Json.Nodes;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>The model is loaded and pinned by the backend itself, and no caller can undo that.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WarmUpTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [TestCase(ScriptedModelServer.NoneLoaded)]
    [TestCase(ScriptedModelServer.Unpinned)]
    public async Task A_model_that_is_not_pinned_must_be_loaded_without_any_search(string ps)
    {
        await using var model = new ScriptedModelServer { OnPs = exchange => exchange.Json(ps) };
        await using var backend = await RunningBackend.StartAsync(model.Url);

        await Eventually.Seen("a load", () => Task.FromResult(model.Count("/api/generate")), loads => loads > 0, Soon);

        var body = JsonNode.Parse(model.Seen.First(request => request.Path == "/api/generate").Body)!;
        body["keep_alive"]!.GetValueKind().Should().Be(System.Text.Json.JsonValueKind.Number);
        body["keep_alive"]!.GetValue<int>().Should().Be(-1);
        body["prompt"].Should().BeNull();
        body["options"].Should().BeNull();
    }

    [Test]
    public async Task A_pinned_model_must_be_left_alone()
    {
        await using var model = new ScriptedModelServer();
        await using var backend = await RunningBackend.StartAsync(model.Url);

        await Eventually.Seen("two looks", () => Task.FromResult(model.Count("/api/ps")), looks => looks >= 2, Soon);

        model.Count("/api/generate").Should().Be(0);
    }

    [Test]
    public async Task A_caller_who_gives_up_must_not_end_the_load()
    {
        var release = new TaskCompletionSource();
        var hungUp = false;
        await using var model = new ScriptedModelServer
        {
            OnPs = exchange => exchange.Json(ScriptedModelServer.NoneLoaded),
            OnGenerate = async exchange =>
            {
                hungUp = await Task.WhenAny(exchange.UntilHungUp(), release.Task) != release.Task;
                await exchange.Json(ScriptedModelServer.LoadDone);
            },
        };
        await using var backend = await RunningBackend.StartAsync(model.Url);
        await Eventually.Seen("a load", () => Task.FromResult(model.Count("/api/generate")), loads => loads == 1, Soon);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var ask = async () => await backend.AskAsync(cancelled: patience.Token);

        await ask.Should().ThrowAsync<OperationCanceledException>();
        model.Count("/api/generate").Should().Be(1, "a search joins the load that is under way");
        model.Count("/api/chat").Should().Be(0, "a search must not start a load of its own");
        release.SetResult();
        await Eventually.Seen("the end of the load", () => Task.FromResult(backend.Log), log => log.Contains("loaded or pinned", StringComparison.Ordinal), Soon);
        hungUp.Should().BeFalse();
    }

    [Test]
    public async Task A_search_during_a_load_must_be_answered_after_it()
    {
        var loaded = false;
        await using var model = new ScriptedModelServer { OnPs = exchange => exchange.Json(loaded ? ScriptedModelServer.Pinned : ScriptedModelServer.NoneLoaded) };
        model.OnGenerate = async exchange =>
        {
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
            await second.WaitForNextTickAsync(exchange.Stop);
            loaded = true;
            await exchange.Json(ScriptedModelServer.LoadDone);
        };
        await using var backend = await RunningBackend.StartAsync(model.Url);

        (await backend.ReasonAsync()).Should().Be("database-unavailable");
        model.Count("/api/generate").Should().Be(1);
    }

    [Test]
    public async Task The_request_of_a_search_must_pin_and_must_not_set_the_context_size()
    {
        await using var model = new ScriptedModelServer();
        await using var backend = await RunningBackend.StartAsync(model.Url);

        await backend.ReasonAsync("Fotos aus Stettin");

        var body = JsonNode.Parse(model.Seen.Single(request => request.Path == "/api/chat").Body)!;
        body["keep_alive"]!.GetValue<int>().Should().Be(-1);
        body["stream"]!.GetValue<bool>().Should().BeFalse();
        body["options"]!["temperature"]!.GetValue<int>().Should().Be(0);
        body["options"]!["num_ctx"].Should().BeNull();
        body["format"]!["required"]!.AsArray().Should().HaveCount(6);
        body["messages"]![1]!["content"]!.ToString().Should().Be("Fotos aus Stettin");
    }

    [Test]
    public async Task A_new_model_must_be_used_only_after_it_has_generated()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "qwen2.5:7b-instruct-q4_K_M\n");
        await using var model = new ScriptedModelServer();
        model.OnGenerate = exchange => exchange.Body.Contains("kaputt", StringComparison.Ordinal)
            ? exchange.Json("""{"error":"unable to load model"}""", 500)
            : exchange.Json(ScriptedModelServer.LoadDone);
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { OllamaModelFile = file });

        await File.WriteAllTextAsync(file, "kaputt:1b");
        await Eventually.Seen("the refusal", () => Task.FromResult(backend.Log), log => log.Contains("unable to load model", StringComparison.Ordinal), Soon);
        (await backend.GetAsync("actuator/info")).Should().Contain("\"inUse\":\"qwen2.5:7b-instruct-q4_K_M\",\"wanted\":\"kaputt:1b\"");

        await File.WriteAllTextAsync(file, "qwen3:8b");
        await Eventually.Seen("the switch", () => backend.GetAsync("actuator/info"), info => info.Contains("\"inUse\":\"qwen3:8b\"", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        File.Delete(file);
    }

    [Test]
    public async Task A_backend_that_starts_must_come_to_the_model_of_the_file_though_the_variable_s_is_gone()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "qwen3:8b");
        await using var model = new ScriptedModelServer { OnPs = exchange => exchange.Json(ScriptedModelServer.NoneLoaded) };
        model.OnGenerate = exchange => exchange.Body.Contains("qwen2.5", StringComparison.Ordinal)
            ? exchange.Json("""{"error":"model 'qwen2.5:7b-instruct-q4_K_M' not found"}""", 404)
            : exchange.Json(ScriptedModelServer.LoadDone);
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { OllamaModelFile = file });

        await Eventually.Seen("the switch", () => backend.GetAsync("actuator/info"), info => info.Contains("\"inUse\":\"qwen3:8b\"", StringComparison.Ordinal), Soon);
        File.Delete(file);
    }

    [TestCase("kaputt:1b", "unable to load model")]
    [TestCase("zwei Namen", "the model file is ignored")]
    public async Task A_backend_that_starts_beside_an_unfit_name_must_search_with_the_model_of_its_variable(string unfit, string said)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, unfit);
        await using var model = new ScriptedModelServer();
        model.OnGenerate = exchange => exchange.Body.Contains("kaputt", StringComparison.Ordinal)
            ? exchange.Json("""{"error":"unable to load model"}""", 500)
            : exchange.Json(ScriptedModelServer.LoadDone);
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { OllamaModelFile = file });

        await Eventually.Seen("the refusal", () => Task.FromResult(backend.Log), log => log.Contains(said, StringComparison.Ordinal), Soon);

        (await backend.GetAsync("actuator/info")).Should().Contain("\"inUse\":\"qwen2.5:7b-instruct-q4_K_M\"");
        File.Delete(file);
    }
}
