using System.Globalization;
using Standins.Golang.Json;

namespace Ollama.Go;

/// <summary>Durations as the original reads and prints them: nanoseconds in a signed 64 bit number.</summary>
internal static class GoDuration
{
    public const long Nanosecond = 1, Millisecond = 1_000_000, Second = 1_000_000_000, Minute = 60 * Second, Hour = 60 * Minute;
    public const long Forever = long.MaxValue;

    private static readonly (string Unit, double Size)[] Units =
        [("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9)];

    /// <summary>Reads <c>1h2m3.5s</c>; the message of the exception is the original's.</summary>
    public static long Parse(string text)
    {
        string rest = text;
        bool negative = rest.StartsWith('-');
        if (negative || rest.StartsWith('+'))
        {
            rest = rest[1..];
        }

        if (rest == "0")
        {
            return 0;
        }

        if (rest.Length == 0)
        {
            throw new FormatException($"time: invalid duration {GoQuote.Double(text)}");
        }

        double total = 0;
        while (rest.Length > 0)
        {
            int digits = 0;
            while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] == '.'))
            {
                digits++;
            }

            if (digits == 0 || rest[..digits] == "." || rest[..digits].Count(c => c == '.') > 1)
            {
                throw new FormatException($"time: invalid duration {GoQuote.Double(text)}");
            }

            int end = digits;
            while (end < rest.Length && !char.IsAsciiDigit(rest[end]) && rest[end] != '.')
            {
                end++;
            }

            string unit = rest[digits..end];
            if (unit.Length == 0)
            {
                throw new FormatException($"time: missing unit in duration {GoQuote.Double(text)}");
            }

            double size = Units.FirstOrDefault(u => u.Unit == unit).Size;
            if (size == 0)
            {
                throw new FormatException($"time: unknown unit {GoQuote.Double(unit)} in duration {GoQuote.Double(text)}");
            }

            total += double.Parse(rest[..digits], CultureInfo.InvariantCulture) * size;
            if (total > long.MaxValue)
            {
                throw new FormatException($"time: invalid duration {GoQuote.Double(text)}");
            }

            rest = rest[end..];
        }

        return (long)(negative ? -total : total);
    }

    public static string Format(long value)
    {
        if (value == 0)
        {
            return "0s";
        }

        string sign = value < 0 ? "-" : "";
        ulong n = (ulong)Math.Abs((decimal)value);
        if (n < Second)
        {
            return sign + (n < 1000 ? $"{n}ns" : n < Millisecond ? Trim(n / 1e3m) + "µs" : Trim(n / 1e6m) + "ms");
        }

        ulong hours = n / Hour, minutes = n / Minute % 60;
        string seconds = Trim(n % Minute / 1e9m) + "s";
        return sign + (hours > 0 ? $"{hours}h{minutes}m{seconds}" : minutes > 0 ? $"{minutes}m{seconds}" : seconds);
    }

    /// <summary>What is left of <paramref name="now"/> plus a duration, which may lie in the year 2319.</summary>
    public static DateTime After(DateTime now, long duration) => now.AddTicks(duration / 100);

    private static string Trim(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
