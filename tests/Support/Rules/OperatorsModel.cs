using System.Runtime.CompilerServices;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>
/// The artefact as an operator gets it who copies <c>.env.example</c>: its numbers, where a profile that runs here would shrink limits and intervals.
/// Images and roles are the profile's.
/// </summary>
internal static class OperatorsModel
{
    /// <summary>Name of the overlay that reserves a GPU.</summary>
    public const string GpuOverlay = "docker-compose.gpu.yml";

    private static readonly ConditionalWeakTable<Profile, CheckedModel> Known = [];

    /// <summary>The model of a profile's artefact.</summary>
    /// <exception cref="ComposeException">Compose refuses the file.</exception>
    public static CheckedModel Of(Profile profile)
    {
        lock (Known)
        {
            return Known.GetValue(profile, Read);
        }
    }

    private static CheckedModel Read(Profile profile)
    {
        var settings = Settings(profile);
        var overlay = Path.Combine(Path.GetDirectoryName(profile.ComposeFile)!, GpuOverlay);
        ComposeModel? withGpu = null;
        string? refused = null;
        try
        {
            withGpu = File.Exists(overlay) ? ComposeCli.Resolve([.. profile.Artefact, overlay], settings) : null;
        }
        catch (ComposeException refusal)
        {
            refused = refusal.Message;
        }

        var (committed, unseen) = Surroundings.CommittedEnv(profile.Artefact);
        return new(ComposeCli.Resolve(profile.Artefact, settings), profile.Artefact, ComposeReading.Read(profile.Artefact, settings).Variables, Roles(profile))
        {
            OnlyPublisher = profile.Proxy,
            EnvExample = Surroundings.Listed(profile.Artefact),
            CommittedEnv = committed,
            UnseenEnv = unseen,
            WithGpu = withGpu,
            GpuRefused = refused,
            Dockerfiles = [.. Dockerfiles(profile).Select(file => DockerfileReader.Read(file, File.ReadAllText(file)))],
        };
    }

    // What the user sets in the environment is meant for this run, and wins as everywhere.
    private static Dictionary<string, string> Settings(Profile profile)
    {
        var settings = profile.Settings.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in Surroundings.EnvExample(profile.Artefact) is { } example ? EnvFile.Read(example) : [])
        {
            if (value.Length > 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(key)))
            {
                settings[key] = value;
            }
        }

        return settings;
    }

    private static Dictionary<string, ServiceKind> Roles(Profile profile) => new(StringComparer.Ordinal)
    {
        [profile.Proxy] = ServiceKind.Proxy,
        [profile.Backend] = ServiceKind.Application,
        [profile.Db] = ServiceKind.Database,
        [profile.Cache] = ServiceKind.Cache,
        [profile.Ollama] = ServiceKind.ModelServer,
        [profile.Init] = ServiceKind.ModelServer,
    };

    private static IEnumerable<string> Dockerfiles(Profile profile) =>
        profile.Settings.GetValueOrDefault("APPLICATION_DOCKERFILES", "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(file => Path.Combine(Repository.Root, file)).Where(File.Exists);
}
