using System.Text.RegularExpressions;
using Archiv.Tests.Support.Rules.Checklist;

namespace Archiv.Tests.Support.Evidence;

/// <summary>Tells from a name whether its value is a secret: <c>PGPASSWORD</c>, <c>spring.datasource.password</c> and <c>X-Api-Key</c>, not <c>TOKEN_TTL</c> or <c>PRIMARY_KEY</c>.</summary>
public static partial class SecretName
{
    /// <summary>True where the value is a secret.</summary>
    public static bool Is(string name)
    {
        var words = Words(name);
        // What H15 calls a secret must not stand in the report that says so.
        return (Secret().IsMatch(words) || SecretNames.Is(name)) && !Harmless().IsMatch(words);
    }

    /// <summary>True where the value is the path of a file that holds one.</summary>
    public static bool IsOfFile(string name) => Words(name) is var words && words.EndsWith(" file", StringComparison.Ordinal) && Is(words[..^5]);

    /// <summary>True where a value says nothing: a switch, a variable, a path below the root.</summary>
    public static bool SaysNothing(string value) => Nothing().IsMatch(value);

    // "apiKey", "API_KEY", "api-key" and "api.key" are the same words.
    private static string Words(string name) => Separators().Replace(Humps().Replace(name, " "), " ").Trim().ToLowerInvariant();

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Humps();

    [GeneratedRegex(@"[^A-Za-z0-9]+")]
    private static partial Regex Separators();

    // A key is one only with a word that says so: there are keys of tables and caches too.
    [GeneratedRegex(@"(password|passwd|passphrase|pwd)\b|\b(pass|requirepass|sshpass|masterauth|secret|token|credentials?)\b|\b(redis|rediscli|registry|basic) ?auth\b|\b(api|access|private|signing|encryption|secret|master|account|auth|session|jwt|hmac|license|licence|shared) ?keys?\b|\w licen[sc]e$")]
    private static partial Regex Secret();

    // What is measured, chosen or named beside a secret, tokens of a language model, and the working directory.
    [GeneratedRegex(@"^(old ?)?pwd$|\b(file|path|dir|ttl|timeout|expiry|expires|expiration|length|size|count|limit|bucket|buckets|url|uri|endpoint|host|port|name|names|id|type|algorithm|method|encryption|header|enabled|disabled|required|rotation|policy|issuer|audience|age|seconds|minutes|hours|days|interval|rounds|cost|user|username|provider|store|mode|format|prefix|version)$|\b(bos|eos|unk|pad|sep|cls|mask|eot|eog|max|min|num|per|total|last|first|next|cancellation|stop) ?token$")]
    private static partial Regex Harmless();

    [GeneratedRegex(@"^(true|false|yes|no|on|off|none|null|enabled|disabled|required|optional)$|^\$|^<[^>]*>$|^/[a-z]+(/[\w.-]+)+$|^\[masked\]", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();
}
