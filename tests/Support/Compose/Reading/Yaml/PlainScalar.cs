using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What an unquoted scalar means to Compose: YAML 1.2, with octal numbers of YAML 1.1 and dates.</summary>
internal static partial class PlainScalar
{
    /// <summary>The typed value of an unquoted text.</summary>
    public static object? Of(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }

        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.'))
        {
            return text;
        }

        return Date(text) ?? Number(text.Replace("_", "", StringComparison.Ordinal)) ?? text;
    }

    private static object? Number(string text)
    {
        var match = Based().Match(text);
        if (match.Success)
        {
            var digits = match.Groups["digits"].Value;
            var radix = match.Groups["base"].Value.ToUpperInvariant() switch { "0X" => 16, "0B" => 2, "0O" or "0" => 8, _ => 10 };
            if (Whole(digits, radix) is { } whole)
            {
                return match.Groups["sign"].Value == "-" ? Negated(whole) : whole <= long.MaxValue ? (object)(long)whole : whole;
            }
        }

        return Fraction().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static object? Negated(ulong whole) => whole <= long.MaxValue ? (object)-(long)whole : -(double)whole;

    private static ulong? Whole(string digits, int radix)
    {
        ulong sum = 0;
        foreach (var digit in digits)
        {
            var value = digit <= '9' ? digit - '0' : char.ToUpperInvariant(digit) - 'A' + 10;
            if (value >= radix || sum > (ulong.MaxValue - (ulong)value) / (ulong)radix)
            {
                return null;
            }

            sum = (sum * (ulong)radix) + (ulong)value;
        }

        return sum;
    }

    private static DateTime? Date(string text) =>
        text.Length >= 10 && text[4] == '-' && DateLike().IsMatch(text)
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<base>0[xX]|0[bB]|0[oO]|0(?=[0-9])|)(?<digits>[0-9a-fA-F]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Based();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]+[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?\s*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DateLike();
}
