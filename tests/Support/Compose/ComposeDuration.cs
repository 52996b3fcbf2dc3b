using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose;

/// <summary>Durations as Compose prints them: <c>1m30s</c>, <c>500ms</c>.</summary>
public static partial class ComposeDuration
{
    /// <summary>Reads one; nothing is no time.</summary>
    public static TimeSpan Parse(string? text) => Part().Matches(text ?? "").Aggregate(TimeSpan.Zero, (sum, part) =>
        sum + (double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * Unit(part.Groups["unit"].Value)));

    private static TimeSpan Unit(string unit) => unit switch
    {
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        _ => TimeSpan.FromMicroseconds(1),
    };

    [GeneratedRegex(@"(?<number>[0-9.]+)(?<unit>h|ms|us|m|s)")]
    private static partial Regex Part();
}
