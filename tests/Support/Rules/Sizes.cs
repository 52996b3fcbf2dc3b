using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules;

/// <summary>Sizes and durations as compose files write them.</summary>
internal static partial class Sizes
{
    /// <summary>Bytes of <c>10m</c>, <c>1.5GB</c>, <c>1024</c>; null where it is no size.</summary>
    public static long? Bytes(string? text)
    {
        if (text is null || Size().Match(text) is not { Success: true } match || !double.TryParse(match.Groups["n"].Value, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var power = " kmgt".IndexOf(char.ToLowerInvariant(match.Groups["unit"].Value.FirstOrDefault(' ')));
        var bytes = number * Math.Pow(1024, Math.Max(power, 0));
        return bytes < long.MaxValue ? (long)bytes : long.MaxValue;
    }

    /// <summary>A duration such as <c>1m30s</c>; null where it is none.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (text is null || !Duration().IsMatch(text))
        {
            return null;
        }

        var seconds = Part().Matches(text).Sum(part => double.Parse(part.Groups["n"].Value, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
        {
            "d" => 86400,
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            "ms" => 1e-3,
            "us" or "µs" => 1e-6,
            _ => 1e-9,
        });
        return seconds < 1e9 ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(1e9);
    }

    /// <summary>Bytes in the unit that people read: <c>512 MB</c>.</summary>
    public static string Show(long bytes) => bytes >= 1L << 30
        ? $"{(bytes / (double)(1L << 30)).ToString("0.##", CultureInfo.InvariantCulture)} GB"
        : $"{(bytes / (double)(1L << 20)).ToString("0.#", CultureInfo.InvariantCulture)} MB";

    [GeneratedRegex(@"^(?<n>\d{1,15}(\.\d{1,6})?) ?(?<unit>[kKmMgGtT]?)i?[bB]?$")]
    private static partial Regex Size();

    [GeneratedRegex(@"^(\d{1,12}(\.\d{1,9})?(d|h|ms|m|s|us|µs|ns))+$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<n>\d+(\.\d+)?)(?<unit>d|h|ms|m|s|us|µs|ns)")]
    private static partial Regex Part();
}
