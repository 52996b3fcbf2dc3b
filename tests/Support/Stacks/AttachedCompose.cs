using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Profiles;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace Archiv.Tests.Support.Stacks;

/// <summary>The Compose command for a project that runs already: ComposeContainer makes a new project each time.</summary>
internal static class AttachedCompose
{
    private const string Socket = "/var/run/docker.sock";

    /// <summary>A container that does nothing and holds the Compose command, the project's files at their own paths and its settings.</summary>
    /// <param name="profile">Names files and settings.</param>
    /// <param name="project">The Compose project.</param>
    public static IContainer Container(Profile profile, string project)
    {
        var builder = new ContainerBuilder(profile.Required("COMPOSE_CLI_IMAGE"))
            .WithEntrypoint("/bin/sh", "-c")
            .WithCommand("trap 'exit 0' TERM; sleep infinity & wait $!")
            .WithLabel("org.archiv.tests", Run.Current.Id)
            .WithBindMount(EngineEndpoint.Address is { Scheme: "unix" } local ? local.AbsolutePath : Socket, Socket)
            .WithEnvironment("COMPOSE_PROJECT_NAME", project);
        foreach (var folder in profile.Files.Select(file => Path.GetDirectoryName(file)!).Distinct())
        {
            builder = builder.WithBindMount(folder, folder, AccessMode.ReadOnly);
        }

        foreach (var (key, value) in profile.Settings)
        {
            builder = builder.WithEnvironment(key, value);
        }

        return builder.Build();
    }
}
