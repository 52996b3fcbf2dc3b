using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Whether a probe asks what a service of its kind can be asked (H1).</summary>
internal static partial class Probes
{
    private static readonly string[] Operators = ["||", "&&", "|", ";"];

    /// <summary>The probe that a service of this kind should have.</summary>
    public static string Right(CheckedService service) => (service.Kind, service.Image?.Name) switch
    {
        (ServiceKind.Database, "mysql" or "percona-server") => """["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"]""",
        (ServiceKind.Database, "mariadb") => """["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]""",
        (ServiceKind.Database, "mongo" or "mongodb") => """["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping')"]""",
        (ServiceKind.Database, _) when IsPostgres(service) => """["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "app", "-d", "app"]""",
        (ServiceKind.Cache, "valkey") => """["CMD", "valkey-cli", "-h", "127.0.0.1", "-e", "ping"]""",
        (ServiceKind.Cache, not "memcached") => """["CMD", "redis-cli", "-h", "127.0.0.1", "-e", "ping"]""",
        (ServiceKind.ModelServer, _) when service.IsOllama => """["CMD", "ollama", "list"]""",
        _ => """["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health"]""",
    };

    /// <summary>What is wrong with the probe that it has.</summary>
    public static IEnumerable<RuleFinding> Judge(CheckedService service, string fix)
    {
        var test = service.Compose.List("healthcheck", "test");
        var probe = string.Join(' ', test.Skip(1));
        var wrong = WithoutShell(test) is { } sentence ? sentence
            : Symbolic.Is(probe) ? null
            : ProbeScript.IsContent(test) ? "would be content with a service that serves nobody"
            : Wrong(service, probe);
        return wrong is null ? [] : [service.Found(service.At("healthcheck", "test"), $"its probe {wrong}", fix)];
    }

    // CMD starts the program itself: a line is the name of no program, and what a shell would obey is a word among others.
    private static string? WithoutShell(IReadOnlyList<string> test) =>
        test.Count < 2 || test[0] != "CMD" ? null
        : test[1].Any(char.IsWhiteSpace) ? "is one word with blanks, and CMD finds no program of that name"
        : test.Skip(2).FirstOrDefault(Operators.Contains) is { } sign ? $"hands '{sign}' to its program as a word: CMD starts no shell"
        : null;

    private static string? Wrong(CheckedService service, string probe) => service.Kind switch
    {
        ServiceKind.Database when IsPostgres(service) => Word(probe, "pg_isready") || Word(probe, "psql") ? null : "is not pg_isready, which speaks the database's own protocol",
        ServiceKind.Cache when service.Image?.Name != "memcached" => Cli().IsMatch(probe) && Ping().IsMatch(probe) ? null : "is not redis-cli ping, which says that commands are answered",
        // Which HTTP client an image has is the matter of A3.1.
        ServiceKind.ModelServer when service.IsOllama => Word(probe, "ollama") || probe.Contains("http", StringComparison.Ordinal) ? null : "is not ollama list",
        _ => null,
    };

    private static bool IsPostgres(CheckedService service) => service.Kind == ServiceKind.Database && service.Image?.Name is null or "postgres" or "postgresql" or "postgis" or "pgvector" or "timescaledb" or "timescaledb-ha";

    private static bool Word(string text, string word) => Regex.IsMatch(text, $@"(^|[\s/;&|(]){Regex.Escape(word)}($|[\s;&|)])");

    [GeneratedRegex(@"\b(redis|valkey|keydb)-cli\b")]
    private static partial Regex Cli();

    [GeneratedRegex(@"\bping\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ping();
}
