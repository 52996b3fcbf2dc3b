using System.Diagnostics;
using System.Net;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>The backend limits what it asks of the model server, since that one does not.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BulkheadTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task More_than_one_at_work_and_two_waiting_must_be_refused_at_once()
    {
        var release = new TaskCompletionSource();
        await using var model = new ScriptedModelServer { OnChat = async exchange => { await release.Task; await exchange.Json(ScriptedModelServer.Answer("{}")); } };
        await using var backend = await RunningBackend.StartAsync(model.Url);
        var taken = Enumerable.Range(0, 3).Select(i => backend.ReasonAsync($"Frage {i}")).ToList();
        await Eventually.Seen("a full queue", () => backend.GetAsync("actuator/prometheus"), page => page.Contains("nl_search_queue_depth 2", StringComparison.Ordinal), Soon);
        var clock = Stopwatch.StartNew();

        var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => backend.ReasonAsync($"zu viel {i}")));

        refused.Should().AllBe("overloaded");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        model.Count("/api/chat").Should().Be(1);
        release.SetResult();
        (await Task.WhenAll(taken)).Should().AllBe("model-answer-invalid");
        model.Count("/api/chat").Should().Be(3);
        (await backend.GetAsync("actuator/prometheus")).Should().Contain("nl_search_rejected_total 20").And.Contain("nl_search_active 0");
    }

    [Test]
    public async Task A_caller_who_hangs_up_must_free_the_model_server_and_the_turn()
    {
        var freed = new TaskCompletionSource();
        using var patience = new CancellationTokenSource();
        await using var model = new ScriptedModelServer();
        model.OnChat = async exchange =>
        {
            await patience.CancelAsync();
            await exchange.UntilHungUp();
            freed.SetResult();
        };
        await using var backend = await RunningBackend.StartAsync(model.Url);

        var ask = async () => await backend.AskAsync(cancelled: patience.Token);

        await ask.Should().ThrowAsync<OperationCanceledException>();
        await freed.Task.WaitAsync(Soon);
        await Eventually.Seen("a free turn", () => backend.GetAsync("actuator/prometheus"), page => page.Contains("nl_search_active 0", StringComparison.Ordinal), Soon);
        (await backend.GetAsync("actuator/prometheus")).Should().Contain("result=\"abandoned\"");
    }

    [Test]
    public async Task Without_a_model_server_nobody_must_wait_for_a_turn()
    {
        await using var backend = await RunningBackend.StartAsync($"http://127.0.0.1:{RunningBackend.ClosedPort()}");
        var clock = Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => backend.ReasonAsync($"Frage {i}")));

        answers.Should().AllBe("model-unreachable");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(8));
    }

    [Test]
    public async Task A_stop_must_wait_for_the_search_in_flight()
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var model = new ScriptedModelServer
        {
            OnChat = async exchange =>
            {
                begun.SetResult();
                await release.Task;
                await exchange.Json(ScriptedModelServer.Answer("{}"));
            },
        };
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { ShutdownDelay = TimeSpan.FromSeconds(1) });
        var search = backend.AskAsync();
        await begun.Task.WaitAsync(Soon);

        var stop = backend.StopAsync();
        await Eventually.Seen("failing readiness", () => backend.Http.GetAsync(new Uri("actuator/health/readiness", UriKind.Relative)), answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable, Soon);
        release.SetResult();

        using var answer = await search;
        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "the answer is the model's, not a broken connection");
        await stop.WaitAsync(Soon);
    }
}
