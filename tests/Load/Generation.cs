using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support;

namespace Archiv.Tests.Load;

/// <summary>Something that the model server computed, from its access log: its own word, whoever was told what.</summary>
/// <param name="At">When it was done, by the engine's clock.</param>
/// <param name="Caller">Address of who had asked.</param>
internal sealed partial record Generation(DateTimeOffset At, string Caller)
{
    private static readonly TimeSpan LogDelay = TimeSpan.FromSeconds(10);

    /// <summary>All since the stack came up.</summary>
    public static async Task<IReadOnlyList<Generation>> In(Stack stack) => Of(await stack.Engine.Logs((await stack.Service(stack.Profile.Ollama)).Id));

    /// <summary>Reads a log as the engine gives it, each line behind the moment when it was written.</summary>
    public static IReadOnlyList<Generation> Of(string log) =>
        [.. Line().Matches(log).Select(line => new Generation(DateTimeOffset.Parse(line.Groups["at"].ValueSpan, CultureInfo.InvariantCulture), line.Groups["caller"].Value))];

    /// <summary>How many came since an earlier count, as soon as they are as many as must have come; where they stay fewer, the row is unknown.</summary>
    /// <param name="stack">Whose.</param>
    /// <param name="before">The earlier count.</param>
    /// <param name="least">Results that the model server alone can have given.</param>
    public static async Task<int> Since(Stack stack, int before, int least) =>
        await Eventually.Given($"{least} answers of the model server, as many as there were results", async () => (await In(stack)).Count - before, count => count >= least, LogDelay);

    [GeneratedRegex(@"^(?<at>\S+Z) \[GIN\][^|]*\|[^|]*\|[^|]*\|\s*(?<caller>[^\s|]+)\s*\|\s*POST\s+""/api/(generate|chat)""", RegexOptions.Multiline)]
    private static partial Regex Line();
}
