using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Names behind which secrets stand: <c>DB_PASSWORD</c>, <c>dbPassword</c>, <c>spring.datasource.password</c>, <c>DB_PASS1</c>, <c>PGPASSWORD</c>.</summary>
internal static partial class SecretNames
{
    private static readonly string[] Alone = ["password", "passwd", "pass", "pwd", "passphrase", "secret", "token", "credential", "credentials", "apikey"];
    private static readonly string[] Keys = ["api", "secret", "private", "access", "encryption", "signing", "master", "ssh", "jwt"];

    // A personal access token of one of these; elsewhere it is a pattern, a path, a name.
    private static readonly string[] Issuers = ["github", "gitlab", "gh", "git", "azure", "ado"];

    // What the command-line clients of caches take as password.
    private static readonly string[] Clients = ["redis", "rediscli", "valkey", "valkeycli"];

    // A bound on tokens is no token.
    private static readonly string[] Counts = ["max", "min", "num"];

    /// <summary>Whether a value of that name is a secret.</summary>
    public static bool Is(string name)
    {
        string[] words = [.. Part().Matches(name).Select(part => part.Value.ToLowerInvariant())];
        return words switch
        {
            [var first, ..] when Counts.Contains(first) => false,
            [.., "secret", "key", "base"] => true,
            [.., var kind, "key"] when Keys.Contains(kind) => true,
            [.., var issuer, "pat"] when Issuers.Contains(issuer) => true,
            [.., var client, "auth"] when Clients.Contains(client) => true,
            [.., var last] => Alone.Contains(last) || Joined().IsMatch(last),
            _ => false,
        };
    }

    // Words begin at a capital behind a small letter, or behind anything else than a letter; digits at the end count nothing.
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Part();

    [GeneratedRegex("^(api|secret|private|access|encryption|signing|master|ssh|jwt)key$|(password|passwd|secret|token)$")]
    private static partial Regex Joined();
}
