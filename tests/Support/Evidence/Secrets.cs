using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Evidence;

/// <summary>
/// The secrets that a run can come across, so that nothing it writes holds one: what variables of such a name say, what the files hold that
/// <c>…_FILE</c> variables and the <c>secrets</c> of a compose model name, and what looks like one (passwords in URLs, Authorization headers, private keys).
/// </summary>
public sealed partial class Secrets
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Masked = "[masked]";

    // Shorter ones are words of every text: masking them would say where they stand.
    private const int Shortest = 6;
    private const int LongestFile = 64 * 1024;

    private readonly ConcurrentDictionary<string, bool> values = new(StringComparer.Ordinal);

    /// <summary>What the environment of this process and the settings of a profile name.</summary>
    public static Secrets Of(Profile? profile)
    {
        var secrets = new Secrets();
        var environment = Environment.GetEnvironmentVariables();
        foreach (var name in environment.Keys.Cast<string>())
        {
            secrets.Learn(name, environment[name] as string);
        }

        foreach (var (name, value) in profile?.Settings ?? new Dictionary<string, string>())
        {
            secrets.Learn(name, value);
        }

        return secrets;
    }

    /// <summary>Adds what a resolved model names: files and variables of its secrets, variables of its services.</summary>
    public void Learn(ComposeModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var (_, secret) in model.Root["secrets"]?.AsObject() ?? [])
        {
            LearnFile(secret?["file"]?.ToString());
            LearnValue(Environment.GetEnvironmentVariable(secret?["environment"]?.ToString() ?? ""));
        }

        foreach (var (name, value) in model.Services.Values.SelectMany(service => service.Environment))
        {
            Learn(name, value);
        }
    }

    /// <summary>Adds a variable, where its name is that of a secret or of a secret's file.</summary>
    public void Learn(string name, string? value)
    {
        if (FileName().IsMatch(name))
        {
            LearnFile(value);
        }
        else if (Name().IsMatch(name))
        {
            LearnValue(value);
        }
    }

    /// <summary>Adds a secret by its value; what is shorter than six characters is none.</summary>
    public void LearnValue(string? value)
    {
        foreach (var secret in (value ?? "").Split('\n').Append(value ?? "").Select(line => line.Trim()).Where(line => line.Length >= Shortest))
        {
            string[] spellings =
            [
                secret, Uri.EscapeDataString(secret), System.Net.WebUtility.HtmlEncode(secret),
                System.Text.Json.JsonEncodedText.Encode(secret).ToString(), secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
                Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
            ];
            Array.ForEach(spellings, spelling => values.TryAdd(spelling, true));
        }
    }

    /// <summary>The text without the secrets.</summary>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // The longest first: one secret may be the beginning of another.
        foreach (var value in values.Keys.OrderByDescending(value => value.Length).Where(value => text.Contains(value, StringComparison.Ordinal)))
        {
            text = text.Replace(value, Masked, StringComparison.Ordinal);
        }

        return Patterns().Replace(text, match => match.Groups["before"].Value + Masked + match.Groups["after"].Value);
    }

    private void LearnFile(string? path)
    {
        try
        {
            if (path is { Length: > 0 } && new FileInfo(path) is { Exists: true, Length: > 0 and <= LongestFile })
            {
                LearnValue(File.ReadAllText(path));
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // What cannot be read here cannot be written here either.
        }
    }

    [GeneratedRegex("(^|_)(PASSWORD|PASSWD|PASS|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|PRIVATE_KEY|API_?KEY|ACCESS_KEY|LICENSE|LICENSE_KEY)(_|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex("(^|_)(PASSWORD|PASSWD|PASS|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|PRIVATE_KEY|API_?KEY|ACCESS_KEY|LICENSE|LICENSE_KEY)_FILE$", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    // Interpolations and paths are no secrets: ${DB_PASSWORD:?…} and /run/secrets/… stay readable.
    [GeneratedRegex("""
        (?<before>://[^\s:/@"']+:)[^\s/@"'$]{3,}(?<after>@)
        | (?<before>\bAuthorization:\s*(Basic|Bearer)\s+)[A-Za-z0-9+/=._~-]{6,}
        | (?<before>-----BEGIN\ [A-Z ]*PRIVATE\ KEY-----).*?(?<after>-----END\ [A-Z ]*PRIVATE\ KEY-----)
        | (?<before>\b[A-Z0-9_]*(PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|ACCESS_KEY)["']?\s*[=:]\s*["']?)[^\s"'$/\[{,;&]{4}[^\s"',;&]*
        | (?<before>\b(?i:password|pwd)=["']?)[^\s"'$/\[{,;&]{4}[^\s"',;&]*
        | (?<before>"(?i:password|secret|token)"\s*:\s*")[^"$/\[]{4}[^"]*(?<after>")
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Patterns();
}
