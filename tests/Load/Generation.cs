using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support;

namespace Archiv.Tests.Load;

/// <summary>Something that the model server computed, from its access log: its own word, whoever was told what.</summary>
/// <param name="At">When it was done, by the engine's clock.</param>
/// <param name="Caller">Address of who had asked.</param>
/// <param name="Status">What it answered, whether anybody was there to hear it or not; a caller that has gone is 500 or 499.</param>
/// <param name="Seconds">How long it was at it.</param>
internal sealed partial record Generation(DateTimeOffset At, string Caller, int Status, double Seconds)
{
    private static readonly TimeSpan LogDelay = TimeSpan.FromSeconds(10);

    /// <summary>All since the stack came up.</summary>
    public static async Task<IReadOnlyList<Generation>> In(Stack stack) => Of(await stack.Engine.Logs((await stack.Service(stack.Profile.Ollama)).Id));

    /// <summary>Reads a log as the engine gives it, each line behind the moment when it was written.</summary>
    public static IReadOnlyList<Generation> Of(string log) =>
        [.. Line().Matches(log).Select(line => new Generation(
            DateTimeOffset.Parse(line.Groups["at"].ValueSpan, CultureInfo.InvariantCulture),
            line.Groups["caller"].Value,
            int.Parse(line.Groups["status"].ValueSpan, CultureInfo.InvariantCulture),
            Took(line.Groups["took"].Value)))];

    /// <summary>How many came since an earlier count, as soon as they are as many as must have come and no more come; where they stay fewer, the row is unknown.</summary>
    /// <param name="stack">Whose.</param>
    /// <param name="before">The earlier count.</param>
    /// <param name="least">Results that the model server alone can have given.</param>
    public static async Task<int> Since(Stack stack, int before, int least) => (await After(stack, before, least)).Count;

    /// <summary>The same with what they were.</summary>
    /// <param name="stack">Whose.</param>
    /// <param name="before">The earlier count.</param>
    /// <param name="least">How many must have come.</param>
    /// <param name="longer">What they may take beyond the log's own delay.</param>
    public static async Task<IReadOnlyList<Generation>> After(Stack stack, int before, int least, TimeSpan longer = default)
    {
        var earlier = -1;
        var log = await Eventually.Given($"{least} answers of the model server after {before} earlier ones, and no more", () => In(stack), all =>
        {
            // Whatever is judged as a most must not be read while lines are still on their way.
            (var same, earlier) = (all.Count == earlier, all.Count);
            return same && all.Count - before >= least;
        }, LogDelay + longer, all => $"{all.Count - before}");
        return [.. log.Skip(before)];
    }

    // As Go writes a duration: 1m2.5s, 3.01s, 250.4ms, 104µs.
    private static double Took(string text) => Part().Matches(text).Sum(part => double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    });

    [GeneratedRegex(@"([\d.]+)(h|ms|m|s|ns|[µu]s)")]
    private static partial Regex Part();

    [GeneratedRegex(@"^(?<at>\S+Z) \[GIN\][^|]*\|\s*(?<status>\d+)\s*\|\s*(?<took>[^\s|]+)\s*\|\s*(?<caller>[^\s|]+)\s*\|\s*POST\s+""/api/(generate|chat)""", RegexOptions.Multiline)]
    private static partial Regex Line();
}
