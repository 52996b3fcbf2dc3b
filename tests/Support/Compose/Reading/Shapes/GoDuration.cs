using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Durations in the notation of Go.</summary>
internal static partial class GoDuration
{
    /// <summary>Nanoseconds; null when the text is no duration.</summary>
    public static long? Parse(string text)
    {
        var match = Parts().Match(text);
        if (!match.Success || (match.Groups["number"].Captures.Count == 0 && match.Groups["zero"].Length == 0))
        {
            return null;
        }

        BigInteger sum = 0;
        for (var part = 0; part < match.Groups["number"].Captures.Count; part++)
        {
            sum += Nanoseconds(match.Groups["number"].Captures[part].Value, match.Groups["unit"].Captures[part].Value);
        }

        sum = match.Groups["sign"].Value == "-" ? -sum : sum;
        return sum >= long.MinValue && sum <= long.MaxValue ? (long)sum : null;
    }

    /// <summary>Whether it is a time between two pulls: a duration, or days and weeks, such as <c>1w2d</c>.</summary>
    public static bool IsPeriod(string text) => Period().IsMatch(text);

    /// <summary>The text, such as <c>1m30.5s</c>.</summary>
    public static string Print(long nanoseconds)
    {
        var sign = nanoseconds < 0 ? "-" : "";
        var size = UInt128.CreateChecked(BigInteger.Abs(nanoseconds));
        if (size == 0)
        {
            return "0s";
        }

        if (size < 1_000_000_000)
        {
            var (unit, length) = size < 1_000 ? ("ns", 1m) : size < 1_000_000 ? ("µs", 1_000m) : ("ms", 1_000_000m);
            return sign + Number((decimal)size / length) + unit;
        }

        var seconds = Number((decimal)(size % 60_000_000_000) / 1_000_000_000m) + "s";
        var minutes = size / 60_000_000_000;
        return sign + (minutes == 0 ? seconds : minutes < 60 ? $"{minutes}m{seconds}" : $"{minutes / 60}h{minutes % 60}m{seconds}");
    }

    private static string Number(decimal number) => number.ToString("0.#########", CultureInfo.InvariantCulture);

    private static BigInteger Nanoseconds(string number, string unit)
    {
        BigInteger length = unit switch
        {
            "h" => 3_600_000_000_000,
            "m" => 60_000_000_000,
            "s" => 1_000_000_000,
            "ms" => 1_000_000,
            "ns" => 1,
            _ => 1_000,
        };
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? number : number[..dot];
        var fraction = dot < 0 ? "" : number[(dot + 1)..];
        fraction = fraction.Length > 18 ? fraction[..18] : fraction;
        var result = whole.Length == 0 ? 0 : length * BigInteger.Parse(whole, CultureInfo.InvariantCulture);
        return fraction.Length == 0 ? result
            : result + (length * BigInteger.Parse(fraction, CultureInfo.InvariantCulture) / BigInteger.Pow(10, fraction.Length));
    }

    [GeneratedRegex(@"^(?<sign>[-+]?)((?<zero>0)|((?<number>[0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})(?<unit>ns|us|µs|μs|ms|s|m|h)){1,20})$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex("^([0-9]{1,9}[wdhms])+$", RegexOptions.CultureInvariant)]
    private static partial Regex Period();
}
