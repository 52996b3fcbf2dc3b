using System.Collections.Concurrent;
using System.Text;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Evidence;

/// <summary>
/// The secrets that a run can come across, so that nothing it writes holds one: what variables of such a name say, what the files hold that
/// <c>…_FILE</c> variables and the <c>secrets</c> of a compose model name, and what stands where one does (options of a command, labels, URLs, headers, private keys).
/// </summary>
public sealed class Secrets
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Masked = "[masked]";

    // Shorter ones are words of every text: masking them everywhere would say where they stand. Where a name says that it is a secret, any length is masked.
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

    /// <summary>Adds what a resolved model names: files and variables of its secrets, and whatever stands in it where a secret does.</summary>
    public void Learn(ComposeModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var (_, secret) in model.Root["secrets"] as System.Text.Json.Nodes.JsonObject ?? [])
        {
            LearnFile(secret?["file"]?.ToString());
            LearnValue(Environment.GetEnvironmentVariable(secret?["environment"]?.ToString() ?? ""));
        }

        foreach (var (name, value) in model.Services.Values.SelectMany(service => service.Environment))
        {
            Learn(name, value);
        }

        SecretModel.In(model.Root).ToList().ForEach(LearnValue);
    }

    /// <summary>Adds what stands in a text where a secret does, such as a compose file that cannot be resolved.</summary>
    public void LearnFrom(string text) => SecretText.In(text).ToList().ForEach(LearnValue);

    /// <summary>Adds a variable, where its name is that of a secret or of a secret's file.</summary>
    public void Learn(string name, string? value)
    {
        if (SecretName.IsOfFile(name))
        {
            LearnFile(value);
        }
        else if (value is not null && SecretName.Is(name) && !SecretName.SaysNothing(value))
        {
            LearnValue(value);
        }
    }

    /// <summary>Adds a secret by its value, masked wherever it stands; one of fewer than six characters is not.</summary>
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

        return SecretText.Mask(text);
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
}
