using System.Globalization;
using NBomber.Contracts.Stats;
using Spectre.Console;

namespace NBomber.Show;

/// <summary>Progress on a terminal: a table that changes every second.</summary>
internal static class LiveTable
{
    private static int _shown;

    /// <summary>Until the end. A terminal has room for one: of several runs at once the first is shown.</summary>
    public static async Task ShowAsync(Func<ScenarioStats[]> stats, CancellationToken ended)
    {
        if (Interlocked.Exchange(ref _shown, 1) == 0)
        {
            await AnsiConsole.Live(Now(stats())).StartAsync(live => UpdateAsync(live, stats, ended));
            Volatile.Write(ref _shown, 0);
        }
    }

    private static async Task UpdateAsync(LiveDisplayContext live, Func<ScenarioStats[]> stats, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ended);
            }
            catch (OperationCanceledException)
            {
                // The last state is shown, too.
            }

            live.UpdateTarget(Now(stats()));
        }
    }

    private static Table Now(ScenarioStats[] scenarios)
    {
        var table = new Table().AddColumns("scenario", "time", "load", "ok", "ok/s", "p50 ms", "p99 ms", "fail");
        foreach (var s in scenarios)
        {
            table.AddRow(
                Markup.Escape(s.ScenarioName),
                s.Duration.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture),
                $"{s.LoadSimulationStats.SimulationName} {s.LoadSimulationStats.Value}",
                Text(s.AllOkCount),
                Text(s.Ok.Request.RPS),
                Text(s.Ok.Latency.Percent50),
                Text(s.Ok.Latency.Percent99),
                s.AllFailCount > 0 ? $"[red]{s.AllFailCount}[/]" : "0");
        }

        return table;
    }

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
