using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Loads;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Judging;

/// <summary>What is wrong with a request, found before anything is made. Each message is one line and names the remedy.</summary>
internal static class Preflight
{
    // What every run reads of a profile; ports are picked, and overlays may be none.
    private static readonly string[] Needed =
    [
        "ROLE_PROXY", "ROLE_BACKEND", "ROLE_DB", "ROLE_CACHE", "ROLE_OLLAMA", "ROLE_INIT", "MODEL", "MODEL_UNDERSTANDS_QUESTIONS", "QUESTIONS",
        "SEARCH_URL", "KEYWORD_URL", "HEALTH_URL", "WRITE_URL", "TIMEOUT_SETTING", "TIMEOUT_DOCUMENT", "COMPOSE_CLI_IMAGE",
    ];

    /// <summary>Loads a profile for a compose file.</summary>
    /// <exception cref="WrongUse">There is no such profile or file, or the profile lacks something.</exception>
    public static Profile Profile(string name, string? composeFile, IReadOnlyList<string> changes)
    {
        var file = composeFile
            ?? Environment.GetEnvironmentVariable("ARCHIV_COMPOSE_FILE")
            ?? Path.Combine(Support.Repository.ComposeUnderTest, "docker-compose.prod.yml");
        if (!File.Exists(file))
        {
            throw new WrongUse($"there is no compose file {file}: name an existing one with --compose FILE");
        }

        try
        {
            var profile = Support.Profiles.Profile.Load(name, file, changes);
            Array.ForEach(Needed, key => profile.Required(key));
            CheckNumber(profile, "UP_TIMEOUT_SECONDS", "seconds");
            CheckNumber(profile, "STACKS_AT_A_TIME", "stacks");
            return profile;
        }
        catch (ArgumentException unknown)
        {
            throw new WrongUse(unknown.Message.Split(" (Parameter", 2)[0]);
        }
        catch (InvalidOperationException lacking)
        {
            throw new WrongUse(lacking.Message);
        }
    }

    /// <summary>Looks whether the profile states a load.</summary>
    /// <exception cref="WrongUse">It lacks a setting of it, or one cannot be read.</exception>
    public static void Load(Profile profile)
    {
        try
        {
            new LoadSettings(profile).Check();
        }
        catch (InvalidOperationException lacking)
        {
            throw new WrongUse(lacking.Message);
        }
    }

    private static void CheckNumber(Profile profile, string key, string what)
    {
        if (!int.TryParse(profile.Required(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            throw new WrongUse($"{key} is no number of {what}: correct it in {profile.File}");
        }
    }

    /// <summary>Resolves the artefact with the profile's overlays and looks for every role.</summary>
    /// <exception cref="WrongUse">Compose refuses a file, or a role's service is not there.</exception>
    public static ComposeModel Model(Profile profile)
    {
        try
        {
            var artefact = ComposeCli.Resolve(profile.Artefact, profile.Settings);
            var absent = profile.Roles.FirstOrDefault(role => !artefact.Services.ContainsKey(role.Value));
            return absent.Key is null
                ? ComposeCli.Resolve(profile.Files, profile.Settings)
                : throw new WrongUse(
                    $"{profile.ComposeFile} has no service '{absent.Value}': set {absent.Key} to one of {string.Join(", ", artefact.Services.Keys.Order())}");
        }
        catch (ComposeException refused)
        {
            throw new WrongUse($"{profile.ComposeFile} does not resolve with profile '{profile.Name}': {refused.Message.ReplaceLineEndings(" ")}: correct the file, or add what is missing to {profile.File}");
        }
    }

    /// <summary>Looks whether a port that the user has set is free.</summary>
    /// <exception cref="WrongUse">It is taken.</exception>
    public static void PortIsFree(Profile profile)
    {
        if (!profile.Settings.TryGetValue("PROXY_PORT", out var text) || text.Length == 0)
        {
            return;
        }

        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            throw new WrongUse($"PROXY_PORT={text} is no port: set a number from 1 to 65535, or unset it to have a free one picked");
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
        }
        catch (SocketException)
        {
            throw new WrongUse($"port {port} on 127.0.0.1 is taken: set PROXY_PORT to another, or unset it to have a free one picked");
        }
    }

    /// <summary>Looks whether the engine has every image, where the profile does not let it pull.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="model">The resolved model.</param>
    /// <exception cref="WrongUse">It lacks some.</exception>
    public static async Task Images(Profile profile, ComposeModel model)
    {
        if (profile.Pulls)
        {
            return;
        }

        // What scenarios add by their overlays is in the settings where somebody swaps it.
        var used = model.Services.Values.Select(service => service.Text("image")).OfType<string>()
            .Concat(profile.Settings.Where(setting => setting.Key.EndsWith("_IMAGE", StringComparison.Ordinal) && setting.Value.Length > 0).Select(setting => setting.Value))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var found = await Task.WhenAll(used.Select(image => DockerCommand.Run("image", "inspect", "--format", "{{.Id}}", image)));
        var absent = used.Zip(found).Where(image => image.Second.ExitCode != 0).Select(image => image.First).ToList();
        if (absent.Count > 0)
        {
            throw new WrongUse(
                $"the engine lacks {string.Join(", ", absent)}, and profile '{profile.Name}' pulls nothing: run "
                + string.Join(" && ", absent.Select(image => image.StartsWith(ImageUsed.MadeHere, StringComparison.Ordinal) ? "scripts/setup" : $"docker pull {image}").Distinct()));
        }
    }

    /// <summary>Looks whether the engine has the one image that reading a stack needs: that of the docker command.</summary>
    /// <exception cref="WrongUse">It lacks it.</exception>
    public static async Task ToolImage(Profile profile)
    {
        var image = profile.Required("COMPOSE_CLI_IMAGE");
        if ((await DockerCommand.Run("image", "inspect", "--format", "{{.Id}}", image)).ExitCode != 0)
        {
            throw new WrongUse($"the engine lacks {image}, in which the probes run: run {(image.StartsWith(ImageUsed.MadeHere, StringComparison.Ordinal) ? "scripts/setup" : $"docker pull {image}")}");
        }
    }

    /// <summary>Asks the engine for its version.</summary>
    /// <exception cref="WrongUse">It does not answer.</exception>
    public static async Task<string> Engine()
    {
        var (exitCode, lines, error) = await DockerCommand.Run("version", "--format", "{{.Server.Version}}");
        return exitCode == 0 && lines.Length > 0
            ? lines[0]
            : throw new WrongUse($"the Docker engine does not answer ({error.ReplaceLineEndings(" ")}): run scripts/setup, or set DOCKER_HOST");
    }
}
