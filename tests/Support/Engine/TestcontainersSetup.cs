using System.Runtime.CompilerServices;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Stacks;
using Docker.DotNet;

namespace Archiv.Tests.Support.Engine;

/// <summary>
/// Sets what Testcontainers reads when its first type is touched: API version, image names, the reaper's rights.
/// Here and not in a file, so that an IDE, dotnet test and verify behave alike.
/// </summary>
internal static class TestcontainersSetup
{
    private static readonly Version Highest = new(1, 44);

#pragma warning disable CA2255 // Must run before any test touches Testcontainers.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Apply()
    {
        Default("DOCKER_API_VERSION", ApiVersion());
        Default("TESTCONTAINERS_RYUK_CONTAINER_PRIVILEGED", "false");
        // Its own second between two looks is a tenth of the time that a stack takes to come up.
        Default("TESTCONTAINERS_WAIT_STRATEGY_INTERVAL", "00:00:00.1");
        var prefix = Profile.Current.Settings.GetValueOrDefault("IMAGE_PREFIX")?.TrimEnd('/') ?? "";
        if (prefix.Length > 0)
        {
            Default("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX", prefix);
            // The prefix would keep the digest of the reaper, which an image made here cannot have.
            Default(ToolImages.ReaperVariable, ToolImages.Reaper($"{prefix}/"));
        }

        ParentWatch.Start();
    }

    // Without an engine the tests themselves say so; nothing may be thrown from here.
    private static string ApiVersion()
    {
        try
        {
            using var client = new DockerClientBuilder().WithEndpoint(EngineEndpoint.Address).Build();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            var answered = Version.Parse(client.System.GetVersionAsync(deadline.Token).GetAwaiter().GetResult().APIVersion);
            return (answered < Highest ? answered : Highest).ToString();
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException or OperationCanceledException or TimeoutException)
        {
            return Highest.ToString();
        }
    }

    private static void Default(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
