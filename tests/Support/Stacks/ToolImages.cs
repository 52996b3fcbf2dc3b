using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Stacks;

/// <summary>Images of which the suites start containers beside a stack; no compose file names them.</summary>
public static class ToolImages
{
    /// <summary>The variable by which Testcontainers is told another reaper.</summary>
    internal const string ReaperVariable = "TESTCONTAINERS_RYUK_CONTAINER_IMAGE";

    /// <summary>Each with what it is for.</summary>
    public static IReadOnlyList<(string Image, string For)> Of(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return
        [
            (profile.Required("COMPOSE_CLI_IMAGE"), "compose command"),
            (Environment.GetEnvironmentVariable(ReaperVariable) is { Length: > 0 } told ? told : Reaper(Prefix(profile)), "reaper"),
            (PacketFilter(profile), "packet filter"),
        ];
    }

    /// <summary>What removes the containers of a process that was killed.</summary>
    internal static string Reaper(string prefix) => $"{prefix}testcontainers/ryuk:0.14.0";

    /// <summary>What changes how packets travel in the network of a container.</summary>
    internal static string PacketFilter(Profile profile) => $"{Prefix(profile)}archiv/netfault:1.0.0";

    private static string Prefix(Profile profile) => profile.Settings.GetValueOrDefault("IMAGE_PREFIX", "");
}
