using System.Diagnostics;
using HdrHistogram;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Archiv.Bench.Load;

/// <summary>NBomber, the stand-in or the original, with the client that a test's author would take.</summary>
internal sealed class Generator(Uri url) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 1_000 });
    private readonly LongHistogram _watch = new(TimeSpan.TicksPerHour, 3);

    /// <summary>What a stopwatch around the request itself saw, in ms; of the last run.</summary>
    public (double P50, double P99) Watched { get; private set; }

    public Outcome Closed(int connections, TimeSpan time) => Run(Simulation.KeepConstant(connections, time));

    public Outcome Open(int rate, TimeSpan time) => Run(Simulation.Inject(rate, TimeSpan.FromSeconds(1), time));

    public void Dispose() => _client.Dispose();

    private Outcome Run(LoadSimulation load)
    {
        _watch.Reset();
        var scenario = Scenario.Create("bench", Ask).WithoutWarmUp().WithLoadSimulations(load);
        var stats = NBomberRunner.RegisterScenarios(scenario).WithoutReports().DisplayConsoleMetrics(false).Run().ScenarioStats[0];
        if (stats.AllFailCount > 0)
        {
            throw new InvalidOperationException($"{stats.AllFailCount} requests failed: {stats.Fail.StatusCodes[0].Message}");
        }

        Watched = (Milliseconds(50), Milliseconds(99));
        return new(stats.Ok.Request.RPS, stats.Ok.Latency.Percent50, stats.Ok.Latency.Percent99);
    }

    private async Task<IResponse> Ask(IScenarioContext context)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await _client.GetAsync(url, context.ScenarioCancellationToken);
        var ticks = Stopwatch.GetElapsedTime(start).Ticks;
        lock (_watch)
        {
            _watch.RecordValue(ticks);
        }

        return answer.IsSuccessStatusCode ? Response.Ok(sizeBytes: answer.Content.Headers.ContentLength ?? 0) : Response.Fail();
    }

    private double Milliseconds(double percent) => (double)_watch.GetValueAtPercentile(percent) / TimeSpan.TicksPerMillisecond;
}
