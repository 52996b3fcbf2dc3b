using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Evidence;

/// <summary>Finds secrets in a text by where they stand, however short they are: after a name, an option or a header, in a URL, as a private key.</summary>
internal static partial class SecretText
{
    /// <summary>The text without them.</summary>
    public static string Mask(string text)
    {
        foreach (var places in Places)
        {
            text = places.Replace(text, match => Value(match) is { } value
                ? string.Concat(match.Value.AsSpan(0, value.Index - match.Index), Secrets.Masked, match.Value.AsSpan(value.Index - match.Index + value.Length))
                : match.Value);
        }

        return text;
    }

    /// <summary>The secrets that stand in a text.</summary>
    public static IEnumerable<string> In(string text) => Places.SelectMany(places => places.Matches(text)).Select(Value).OfType<Group>().Select(value => value.Value);

    private static readonly Regex[] Places = [Urls(), Keys(), Json(), Defaults(), Options(), Named(), Lines(), Tools()];

    private static Group? Value(Match match)
    {
        var value = match.Groups["value"];
        return SecretName.SaysNothing(value.Value) || (match.Groups["name"] is { Success: true } name && !(SecretName.Is(name.Value) && !IsCount(name.Value, value.Value))) ? null : value;
    }

    // token=12 counts tokens, password=12 is a bad password.
    private static bool IsCount(string name, string value) => name.EndsWith("token", StringComparison.OrdinalIgnoreCase) && value.Length < 6 && value.All(char.IsAsciiDigit);

    // redis://:secret@cache, postgres://archiv:secret@db, a token in place of a user; what Authorization says; and tokens that show who issued them.
    [GeneratedRegex("""
        ://[^\s:/@"']*:(?<value>[^\s/@"'$][^\s/@"']*)@
        | ://(?<value>[A-Za-z0-9_]{20,})@
        | \bAuthorization:\s*(Basic|Bearer)\s+(?<value>[A-Za-z0-9+/=._~-]{6,})
        | (?<![A-Za-z0-9])(?<value>(gh[posu]_|github_pat_|glpat-|xox[bp]-|sk_live_)[A-Za-z0-9_-]{16,})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Urls();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----(?<value>.*?)-----END [A-Z ]*PRIVATE KEY-----", RegexOptions.Singleline)]
    private static partial Regex Keys();

    // "name": "value", also where the quotes are escaped once.
    [GeneratedRegex("""
        "(?<name>[A-Za-z][\w.-]*)"\s*:\s*"(?<value>([^"\\]|\\.)+)"
        | \\"(?<name>[A-Za-z][\w.-]*)\\"\s*:\s*\\"(?<value>[^"\\]+)\\"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Json();

    // ${DB_PASSWORD:-value}
    [GeneratedRegex(@"\$\{(?<name>\w+):?-(?<value>[^}$]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Defaults();

    // --password value and --password=value of a shell, "--password", "value" of a list, and one below the other in YAML.
    [GeneratedRegex("""
        (?<![\w-])--?(?<name>[A-Za-z][\w.-]*)
        ( ["']\s*,\s*(?<quote>["'])(?<value>((?!\k<quote>)[^\\]|\\.)+)\k<quote>
        | ["']?\s*\n\s*-\s+(["'])?(?<value>[^\s"'][^\n"']*)
        | (\s+|=)(\\?["'])(?<value>[^"'\\]+)
        | (\s+|=)(?<value>[^\s"'\\,;&|-][^\s"'\\,;&]*) )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Options();

    // NAME=value; and NAME: value where the name is written as those of variables are.
    [GeneratedRegex("""
        (?<![\w.{-])(?<name>[A-Za-z][\w.-]*)=(\\?["'](?<value>[^"'\\]+)|(?<value>[^\s"'\\,;&]+))
        | (?<![\w.{-])(?<name>[A-Z][A-Z0-9_]+):[ ](["'](?<value>[^"']+)|(?<value>[^\s"'\\,;&/\[{]+))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    // A line of YAML or of a properties file; in the middle of a sentence a colon means nothing.
    [GeneratedRegex("""^[ \t]*(-[ \t]+)?["']?(?<name>[A-Za-z][\w.-]*)["']?[ \t]*[:=][ \t]+(?<quote>["'])?(?<value>(?(quote)((?!\k<quote>).)+|[^\s"'{\[|>&*\#][^\r\n]*?))(?(quote)\k<quote>|[ \t]*\r?$)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Lines();

    // Options whose one letter means a password only with these programs, and Redis' own directives.
    [GeneratedRegex("""
        \bredis-cli\b[^\[\]{}]{0,200}?\s(-a|["']?-a["']\s*,)\s*(\\?["'])?(?<value>[^\s"'\\,$][^\s"'\\,]*)
        | \b(mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|sshpass)\b[^\n]*?\s["']?-p(?<value>[^\s"'\\,$][^\s"'\\,]*)
        | \bcurl\b[^\n]*?\s["']?(-u|--user)["']?\s*[,=]?\s*(\\?["'])?[^\s:"'\\]*:(?<value>[^\s"'\\,$][^\s"'\\,]*)
        | (?<![\w-])(requirepass|masterauth)[ \t]+(\\?["'])?(?<value>[^\s"'\\,$:=][^\s"'\\,]*)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Tools();
}
