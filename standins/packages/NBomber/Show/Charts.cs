using System.Globalization;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Run;

namespace NBomber.Show;

/// <summary>Drawings of a scenario: how its latencies are distributed, and how many answers there were in each interval.</summary>
internal static class Charts
{
    private const int Width = 720;
    private const int Height = 160;

    public static IEnumerable<string> Of(string scenario, List<ScenarioStats[]> history, List<Lane> lanes)
    {
        var latencies = lanes.First(l => l.Scenario.ScenarioName == scenario).Recorder.Latencies(ok: true);
        if (latencies.Count > 0)
        {
            var byPower = latencies.GroupBy(l => Step(l.Ticks)).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum(l => l.Count));
            var steps = Enumerable.Range(byPower.Keys.Min(), byPower.Keys.Max() - byPower.Keys.Min() + 1);
            yield return Bars($"{scenario}: successes by latency in ms", [.. steps.Select(s => (Label(s), (double)byPower.GetValueOrDefault(s)))]);
        }

        var counts = history.Select(h => h.Find(scenario)).OfType<ScenarioStats>().Where(s => s.Duration > TimeSpan.Zero).ToList();
        if (counts.Count > 1)
        {
            var before = counts.Take(counts.Count - 1).Prepend(null).ToList();
            yield return Bars($"{scenario}: iterations per interval, by its end", [.. counts.Select((s, i) =>
                (Grids.Duration(s.Duration), (double)(s.AllRequestCount - (before[i]?.AllRequestCount ?? 0))))]);
        }
    }

    // Four bars for each power of ten.
    private static int Step(long ticks) => (int)Math.Ceiling(4 * Math.Log10(Math.Max(1, ticks)));

    private static string Label(int step) => Grids.Text(Math.Round(Math.Pow(10, step / 4.0) / TimeSpan.TicksPerMillisecond, 3));

    private static string Bars(string title, List<(string Label, double Value)> bars)
    {
        var (step, top) = ((double)Width / bars.Count, bars.Max(b => b.Value));
        var drawn = bars.Select((b, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"""<rect class="bar" x="{(i * step) + 1:0.#}" y="{20 + Height - (Height * b.Value / top):0.#}" width="{Math.Max(1, step - 2):0.#}" height="{Height * b.Value / top:0.#}"><title>{Html.Text(b.Label)}: {b.Value}</title></rect>"""));
        var every = Math.Max(1, bars.Count / 10);
        var labels = bars.Select((b, i) => i % every > 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"""<text x="{(i * step) + 1:0.#}" y="{Height + 36}">{Html.Text(b.Label)}</text>"""));
        return $"""
            <h2>{Html.Text(title)}</h2>
            <svg role="img" aria-label="{Html.Text(title)}, highest bar {Grids.Text(top)}" viewBox="0 0 {Width} {Height + 44}" width="{Width}" height="{Height + 44}">
            {string.Concat(drawn)}<path class="axis" d="M0 {Height + 20}H{Width}"/>{string.Concat(labels)}<text x="0" y="12">{Grids.Text(top)}</text>
            </svg>

            """;
    }
}
