using System.Runtime.CompilerServices;
using Archiv.Tests.Support.Engine;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;

namespace Archiv.Tests.Self.Packages.Engine;

/// <summary>What these tests start from: an engine that has the images of the stand-in profile.</summary>
internal static class Given
{
    public const string Image = "archiv.local/docker:26.1.5-cli";

    /// <summary>Serves one word on port 8080 as long as it runs; ends at once on SIGTERM because an init forwards it.</summary>
    public const string WebServer = "echo started; echo careful >&2; mkdir /w; echo word > /w/index.html; exec busybox httpd -f -p 8080 -h /w";

#pragma warning disable CA2255 // The settings of tests/Support must be there before Testcontainers reads them.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Settings() => RuntimeHelpers.RunModuleConstructor(typeof(EngineEndpoint).Module.ModuleHandle);

    public static DockerClient Client() => new DockerClientBuilder().WithEndpoint(EngineEndpoint.Address).WithApiVersion(new Version(1, 41)).Build();

    public static string Name(string what) => $"packages-{what}-{Guid.NewGuid().ToString("N")[..8]}";

    public static ContainerBuilder Shell(string script) => new ContainerBuilder(Image)
        .WithName(Name("shell"))
        .WithEntrypoint("/bin/sh", "-c")
        .WithCommand(script)
        .WithCreateParameterModifier(parameters => parameters.HostConfig!.Init = true);
}
