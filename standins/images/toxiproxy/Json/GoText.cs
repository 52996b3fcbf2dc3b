using System.Globalization;
using System.Text;

namespace Standins.Toxiproxy.Json;

/// <summary>Strings and numbers as Go's encoder writes them.</summary>
internal static class GoText
{
    public static string Quote(string text, bool escapeHtml = true)
    {
        var result = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                < 0x20 or 0x2028 or 0x2029 => Escape(result, rune),
                '<' or '>' or '&' when escapeHtml => Escape(result, rune),
                _ => result.Append(rune.ToString()),
            };
        }

        return result.Append('"').ToString();
    }

    /// <summary>The shortest text that reads back as the same number; an exponent only for very small and very large ones.</summary>
    public static string Number(float value)
    {
        var text = value.ToString("E8", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 8; digits++)
        {
            var shorter = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (float.Parse(shorter, CultureInfo.InvariantCulture) == value)
            {
                text = shorter;
                break;
            }
        }

        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        if (value != 0 && exponent is < -6 or >= 21)
        {
            return $"{text[..exponentAt]}e{(exponent < 0 ? "-" : "+")}{(exponent < 0 ? Math.Abs(exponent).ToString(CultureInfo.InvariantCulture) : exponent.ToString("00", CultureInfo.InvariantCulture))}";
        }

        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.##############################", CultureInfo.InvariantCulture);
    }

    /// <summary>A number as Go prints it by default: the shortest, with an exponent from 1e+06 on.</summary>
    public static string Number(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 16; digits++)
        {
            var shorter = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) == value)
            {
                text = shorter;
                break;
            }
        }

        var at = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        return exponent is < -4 or >= 6
            ? $"{text[..at]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"
            : ((decimal)value).ToString(CultureInfo.InvariantCulture);
    }

    private static StringBuilder Escape(StringBuilder result, Rune rune) => result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
}
