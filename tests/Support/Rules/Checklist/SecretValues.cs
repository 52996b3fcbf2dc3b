using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Values that show a secret whatever their name is.</summary>
internal static partial class SecretValues
{
    /// <summary>What of a text is one, as the end of "it carries"; null where nothing is.</summary>
    public static string? In(string text) =>
        Url().IsMatch(text) ? "a password in its URL"
        : Setting().IsMatch(text) || Json().IsMatch(text) ? "a password among its settings"
        : Key().IsMatch(text) ? "a private key"
        : Header().IsMatch(text) || Issued().IsMatch(text) || Encoded().IsMatch(text) ? "a token"
        : null;

    /// <summary>Whether one of the words of a command is a secret that the word before says is one.</summary>
    public static bool InCommand(IReadOnlyList<string> words) =>
        Option().IsMatch(string.Join(' ', words)) || Client().IsMatch(string.Join(' ', words)) || words.Any(word => In(word) is not null);

    [GeneratedRegex(@"://[^/@\s:]*:[^/@\s]+@")]
    private static partial Regex Url();

    // Of a connection string, a query, a system property; what a variable of the container or a format fills in is none.
    [GeneratedRegex(@"(?<![a-z0-9])(password|passwd|pwd|secret|token|api[-_]?key)\s?=\s?(?!/run/secrets/|(true|false|yes|no|on|off|none)\b)(\$\{|[^\s;&""',$%{<\[*]{3})", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex(@"(password|passwd|secret|token|api[-_]?key)""\s?:\s?""(?!/run/secrets/)[^""$]{3,}""", RegexOptions.IgnoreCase)]
    private static partial Regex Json();

    [GeneratedRegex("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----")]
    private static partial Regex Key();

    [GeneratedRegex("^(Basic|Bearer) +[A-Za-z0-9+/=._~-]{4,}$")]
    private static partial Regex Header();

    [GeneratedRegex("(?<![A-Za-z0-9])(gh[posu]_|github_pat_|glpat-|xox[bp]-|sk_live_|sk-(?=[A-Za-z_-]{0,40}[0-9]))[A-Za-z0-9_-]{16,}")]
    private static partial Regex Issued();

    // The key of a Laravel application.
    [GeneratedRegex("^base64:[A-Za-z0-9+/]{20,}={0,2}$")]
    private static partial Regex Encoded();

    // The shell of the container fills in what begins with two dollars, as Compose prints it.
    [GeneratedRegex(@"--?(password|passwd|requirepass|secret|token|api-?key)[ =](?![""']?(/run/secrets/|\$\$|\$\(|\$[A-Z]))\S", RegexOptions.IgnoreCase)]
    private static partial Regex Option();

    // Short options that mean a password to these clients.
    [GeneratedRegex(@"\b((redis|valkey|keydb)-cli\b.{0,200}\s(-a|--pass)[ =]?|(mysql|mysqladmin|mariadb|mariadb-admin|mysqldump)\b.{0,200}\s-p)(?![""']?(/run/secrets/|\$|-|\s))[^\s-]")]
    private static partial Regex Client();
}
