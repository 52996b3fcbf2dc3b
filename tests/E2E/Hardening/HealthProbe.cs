using System.Text.RegularExpressions;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>What a healthcheck asks.</summary>
internal enum ProbeKind
{
    /// <summary>An HTTP server, by wget or curl.</summary>
    Http,

    /// <summary>PostgreSQL, by pg_isready.</summary>
    Postgres,

    /// <summary>Redis or Valkey, by the ping of its own client.</summary>
    Redis,

    /// <summary>Ollama, by its list command.</summary>
    Ollama,
}

/// <summary>A healthcheck turned to port 1 of the container, where nobody listens: it must fail there.</summary>
/// <param name="Kind">What it asks.</param>
/// <param name="Command">The command that asks port 1.</param>
/// <param name="Environment">What it needs in its environment for that.</param>
internal sealed partial record HealthProbe(ProbeKind Kind, IReadOnlyList<string> Command, IReadOnlyList<string> Environment)
{
    /// <summary>Reads the test of a healthcheck, in either spelling; null where it is of no kind known.</summary>
    public static HealthProbe? Of(IReadOnlyList<string> test)
    {
        var said = string.Join(' ', test.Skip(1));
        ProbeKind? kind = Http().IsMatch(said) ? ProbeKind.Http
            : said.Contains("pg_isready", StringComparison.Ordinal) ? ProbeKind.Postgres
            : Ping().IsMatch(said) ? ProbeKind.Redis
            : said.Contains("ollama list", StringComparison.Ordinal) ? ProbeKind.Ollama
            : null;
        List<string> words = [.. test.Skip(1).Select(word => kind switch
        {
            ProbeKind.Http => Port().Replace(word, "${before}:1${after}"),
            _ => test[0] == "CMD-SHELL" ? Client().Replace(word, "$0 -p 1") : word,
        })];
        if (kind is ProbeKind.Postgres or ProbeKind.Redis && test[0] == "CMD")
        {
            words.InsertRange(1, ["-p", "1"]);
        }

        return kind is null ? null : new(
            kind.Value,
            test[0] == "CMD-SHELL" ? ["/bin/sh", "-c", .. words] : words,
            kind == ProbeKind.Ollama ? ["OLLAMA_HOST=127.0.0.1:1"] : []);
    }

    [GeneratedRegex(@"\b(wget|curl)\b.*https?://")]
    private static partial Regex Http();

    [GeneratedRegex(@"\b(redis|valkey)-cli\b.*\bping\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ping();

    [GeneratedRegex(@"\b(pg_isready|(redis|valkey)-cli)\b")]
    private static partial Regex Client();

    [GeneratedRegex(@"(?<before>https?://[^/:\s]+)(:\d+)?(?<after>[/\s'""]|$)")]
    private static partial Regex Port();
}
