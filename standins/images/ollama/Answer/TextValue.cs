using System.Globalization;
using System.Text.RegularExpressions;
using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>A text that keeps to a schema's format, pattern and lengths.</summary>
internal static class TextValue
{
    private const int LongestPattern = 10_000;

    public static string Fit(JsonValue schema, Role role, string value, Question question)
    {
        int year = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int y) ? y : question.Years.From ?? question.Years.To ?? 1900;
        string day = role == Role.YearTo ? $"{year:D4}-12-31" : $"{year:D4}-01-01";
        value = schema["format"]?.Text switch
        {
            "date" => day,
            "date-time" => day + "T00:00:00Z",
            "time" => "00:00:00Z",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "email" => "archiv@example.org",
            "uri" => "https://example.org/",
            "ipv4" => "127.0.0.1",
            _ => value,
        };
        if (schema["pattern"] is { Kind: JsonKind.String } pattern)
        {
            // As in the original's grammars, lengths count for nothing beside a pattern.
            string[] candidates = [value, day, day[..7], day[..4], .. question.Words, "", "a", "0", "A1"];
            return Array.Find(candidates, c => Matches(c, pattern.Text)) ?? PatternText.For(pattern.Text);
        }

        int least = Length(schema, "minLength", 0), most = Length(schema, "maxLength", int.MaxValue);
        return value.Length < least ? value.PadRight(least, '.') : value.Length > most ? value[..most] : value;
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return pattern.Length <= LongestPattern && Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static int Length(JsonValue schema, string name, int fallback)
        => schema[name] is { Kind: JsonKind.Number } n ? (int)Math.Clamp(n.Number, 0, 10_000) : fallback;
}
