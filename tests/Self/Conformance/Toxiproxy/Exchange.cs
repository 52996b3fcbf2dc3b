using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>One recorded request and what the original answered, byte for byte.</summary>
public sealed record Exchange(string File, int Number, string Title, string Request, string Response)
{
    /// <summary>Why the stand-in answers otherwise; such a case fails when it no longer does.</summary>
    public string? KnownDifference => KnownDifferences.Find(this);

    public override string ToString() => $"{File[..2]}.{Number:00} {Title}";

    /// <summary>All exchanges of a transcript, in order; they build on each other.</summary>
    public static IReadOnlyList<Exchange> Read(string file)
    {
        var text = System.IO.File.ReadAllText(PathOf(file));
        return [.. Regex.Split(text, "(?m)^##### ").Skip(1).Select((part, i) => Parse(file, i + 1, part))];
    }

    public static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Self", "Conformance", "Toxiproxy", "Transcripts", file + ".txt");

    private static Exchange Parse(string file, int number, string part)
    {
        var title = part[..part.IndexOf('\n', StringComparison.Ordinal)];
        var request = Between(part, ">>>>>\n", "\n<<<<<\n");
        var response = part[(part.IndexOf("<<<<<\n", StringComparison.Ordinal) + 6)..];
        return new Exchange(file, number, title, request, response[..^2]);
    }

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}

/// <summary>Replaces what differs from run to run: ids, dates and ports that nobody chose.</summary>
internal static partial class Volatile
{
    public static string Hide(string text, IReadOnlyDictionary<string, string> ports)
    {
        foreach (var (recorded, used) in ports)
        {
            text = text.Replace(used, recorded, StringComparison.Ordinal);
        }

        text = RequestId().Replace(text, "X-Toxiproxy-Request-Id: ID");
        text = Date().Replace(text, match => IsDate(match.Groups[1].Value) ? "Date: DATE" : match.Value);
        text = ChosenPort().Replace(text, match => ports.ContainsKey(match.Groups[1].Value) ? match.Value : match.Value.Replace(match.Groups[1].Value, "PORT", StringComparison.Ordinal));

        // The name server's address has a length of its own.
        return text.Contains("lookup no-such-host", StringComparison.Ordinal) ? Resolver().Replace(Length().Replace(text, "Content-Length: N"), "on RESOLVER:53") : text;
    }

    private static bool IsDate(string text) => DateTime.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("X-Toxiproxy-Request-Id: [0-9a-v]{20}(?=\r?\n)")]
    private static partial Regex RequestId();

    [GeneratedRegex("Date: ([^\r\n]+)")]
    private static partial Regex Date();

    [GeneratedRegex(@"(?:127\.0\.0\.1|\[::\]|\[::1\]):(\d{5})")]
    private static partial Regex ChosenPort();

    [GeneratedRegex(@"on \S+:53")]
    private static partial Regex Resolver();

    [GeneratedRegex(@"Content-Length: \d+")]
    private static partial Regex Length();
}
