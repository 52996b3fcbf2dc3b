using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Guarantees;
using NUnit.Framework;

namespace Archiv.Tests.Support.Profiles;

/// <summary>
/// What one run tests and with which parts: the compose file, the settings it is resolved with, the role of each service, the model.
/// Read from <c>profiles/&lt;name&gt;.env</c>; a variable of the process environment that the profile or <c>.env.example</c> names wins.
/// </summary>
public sealed partial class Profile
{
    private readonly Dictionary<string, string> written;

    private Profile(string name, string file, string composeFile, IReadOnlyList<string> changes, Dictionary<string, string> settings)
    {
        Name = name;
        File = file;
        ComposeFile = composeFile;
        Changes = changes;
        written = settings;
        Settings = Expand(settings);
    }

    /// <summary>Name of the profile: <c>standin</c>, <c>small</c> or <c>prod</c>.</summary>
    public string Name { get; }

    /// <summary>Absolute path of the file it was read from.</summary>
    public string File { get; }

    /// <summary>Absolute path of the artefact under test.</summary>
    public string ComposeFile { get; }

    /// <summary>Overlays that belong to the artefact (a mutant's), judged with it. Absolute paths.</summary>
    public IReadOnlyList<string> Changes { get; }

    /// <summary>The settings with which Compose resolves the files.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The artefact alone: what static rows judge.</summary>
    public IReadOnlyList<string> Artefact => [ComposeFile, .. Changes];

    /// <summary>The artefact with the overlays that this profile needs to run here.</summary>
    public IReadOnlyList<string> Files => [.. Artefact, .. Overlays.Select(Overlay)];

    /// <summary>Service name of the reverse proxy.</summary>
    public string Proxy => Required("ROLE_PROXY");

    /// <summary>Service name of the application.</summary>
    public string Backend => Required("ROLE_BACKEND");

    /// <summary>Service name of the database.</summary>
    public string Db => Required("ROLE_DB");

    /// <summary>Service name of the cache.</summary>
    public string Cache => Required("ROLE_CACHE");

    /// <summary>Service name of the model server.</summary>
    public string Ollama => Required("ROLE_OLLAMA");

    /// <summary>Service name of the one-shot service that fills the model volume.</summary>
    public string Init => Required("ROLE_INIT");

    /// <summary>All roles with the service that has each.</summary>
    public IReadOnlyDictionary<string, string> Roles => Settings
        .Where(setting => setting.Key.StartsWith("ROLE_", StringComparison.Ordinal))
        .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal);

    /// <summary>Full name of the model with its tag.</summary>
    public string Model => Required("MODEL");

    /// <summary>
    /// True when the profile's model extracts filters from a question, so that rows may assert documents: the setting is <c>true</c>, or
    /// how the name of the only model server's image begins with which the model does.
    /// </summary>
    public bool ModelUnderstandsQuestions => Required("MODEL_UNDERSTANDS_QUESTIONS") switch
    {
        "true" => true,
        "false" => false,
        var only => (Settings.GetValueOrDefault("OLLAMA_IMAGE") is { Length: > 0 } image ? image : Settings.GetValueOrDefault("IMAGE_PREFIX", ""))
            .StartsWith(only, StringComparison.Ordinal),
    };

    /// <summary>How long the stack may take to come up, pulls of images and model included.</summary>
    public TimeSpan UpTimeout => TimeSpan.FromSeconds(int.Parse(Required("UP_TIMEOUT_SECONDS"), CultureInfo.InvariantCulture));

    /// <summary>How many stacks of a run may be up side by side.</summary>
    public int StacksAtATime => int.Parse(Required("STACKS_AT_A_TIME"), CultureInfo.InvariantCulture);

    /// <summary>True when images that the engine lacks are pulled.</summary>
    public bool Pulls => Settings.GetValueOrDefault("PULL") == "true";

    /// <summary>Service name of the model registry that this profile runs itself; rows that need one are not applicable without it.</summary>
    /// <exception cref="ResultStateException">The profile runs none.</exception>
    public string Registry
    {
        get
        {
            var registry = Settings.GetValueOrDefault("REGISTRY_SERVICE", "");
            if (registry.Length == 0)
            {
                Unjudged.NotApplicable($"profile '{Name}' runs no model registry of its own that could be taken away (REGISTRY_SERVICE)");
            }

            return registry;
        }
    }

    /// <summary>A setting that only some rows need; they are not applicable where the profile lacks it.</summary>
    /// <exception cref="ResultStateException">The profile lacks it.</exception>
    public string Applicable(string key)
    {
        var value = Settings.GetValueOrDefault(key, "");
        if (value.Length == 0)
        {
            Unjudged.NotApplicable($"profile '{Name}' names no {key}");
        }

        return value;
    }

    private IEnumerable<string> Overlays =>
        Settings.GetValueOrDefault("OVERLAYS", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a profile for the compose file that <c>ARCHIV_COMPOSE_FILE</c> names (default: the production file).</summary>
    /// <exception cref="ArgumentException">There is no such profile; the message lists the known ones.</exception>
    public static Profile Load(string name) => Load(
        name,
        Environment.GetEnvironmentVariable("ARCHIV_COMPOSE_FILE") ?? Path.Combine(Repository.ComposeUnderTest, "docker-compose.prod.yml"),
        Environment.GetEnvironmentVariable("ARCHIV_OVERLAYS")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>Reads a profile for a compose file and overlays that belong to it.</summary>
    /// <exception cref="ArgumentException">There is no such profile; the message lists the known ones.</exception>
    public static Profile Load(string name, string composeFile, IReadOnlyList<string> changes)
    {
        composeFile = Path.GetFullPath(composeFile);
        var folder = Path.Combine(Path.GetDirectoryName(composeFile)!, "profiles");
        if (!Directory.Exists(folder))
        {
            folder = Path.Combine(Repository.ComposeUnderTest, "profiles");
        }

        var file = Path.Combine(folder, $"{name}.env");
        if (!System.IO.File.Exists(file))
        {
            var known = Directory.EnumerateFiles(folder, "*.env").Select(Path.GetFileNameWithoutExtension).Order();
            throw new ArgumentException($"'{name}' is no profile. Known: {string.Join(", ", known)}", nameof(name));
        }

        var settings = EnvFile.Read(file);
        settings["ARCHIV_ROOT"] = Repository.Root;
        var example = Path.Combine(Path.GetDirectoryName(composeFile)!, ".env.example");
        foreach (var key in settings.Keys.Concat(System.IO.File.Exists(example) ? EnvFile.Names(example) : []).ToList())
        {
            if (Environment.GetEnvironmentVariable(key) is { Length: > 0 } value)
            {
                settings[key] = value;
            }
        }

        return new Profile(name, file, composeFile, changes, settings);
    }

    /// <summary>The profile of this process: <c>ARCHIV_PROFILE</c>, else <c>standin</c>.</summary>
    public static Profile Current => Load(Environment.GetEnvironmentVariable("ARCHIV_PROFILE") ?? "standin");

    /// <summary>The same profile with some settings changed.</summary>
    public Profile With(params (string Key, string Value)[] changes)
    {
        var settings = written.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return new Profile(Name, File, ComposeFile, Changes, settings);
    }

    /// <summary>Absolute path of an overlay, given relative to the compose file's folder or to <c>compose-under-test</c>.</summary>
    public string Overlay(string relative)
    {
        var beside = Path.Combine(Path.GetDirectoryName(ComposeFile)!, relative);
        return System.IO.File.Exists(beside) ? beside : Path.Combine(Repository.ComposeUnderTest, relative);
    }

    /// <summary>A setting that the suites cannot do without.</summary>
    /// <exception cref="InvalidOperationException">It is missing; the message names it and the profile.</exception>
    public string Required(string key) => Settings.TryGetValue(key, out var value) && value.Length > 0
        ? value
        : throw new InvalidOperationException($"profile '{Name}' lacks {key}: add it to {File}");

    private static Dictionary<string, string> Expand(Dictionary<string, string> settings) => settings.ToDictionary(
        setting => setting.Key,
        setting => Variable().Replace(setting.Value, match =>
            settings.GetValueOrDefault(match.Groups["name"].Value) is { Length: > 0 } value ? value : match.Groups["default"].Value),
        StringComparer.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>\w+)(:-(?<default>[^}]*))?\}")]
    private static partial Regex Variable();
}
