using System.Globalization;
using System.Text;

namespace Standins.Golang.Json;

/// <summary>Text in quotes as <c>%q</c> prints it.</summary>
internal static class GoQuote
{
    public static string Double(string text)
    {
        var b = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            b.Append(rune.Value == '"' ? "\\\"" : Escape(rune));
        }

        return b.Append('"').ToString();
    }

    /// <summary>One byte as it appears in a message about JSON: read as a character, in single quotes.</summary>
    public static string Single(byte value) => value switch
    {
        (byte)'\'' => @"'\''",
        (byte)'"' => "'\"'",
        _ => "'" + Escape(new Rune(value)) + "'",
    };

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\\' => @"\\",
        '\a' => @"\a",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\v' => @"\v",
        < 0x20 or 0x7f => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
        >= 0x80 and < 0xa1 or 0xad or (>= 0x2028 and <= 0x202e) => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
        _ => rune.ToString(),
    };
}
