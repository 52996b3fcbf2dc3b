using System.Globalization;
using Archiv.Tests.Self.Packages.Engine;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Engine;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ryuk;

/// <summary>
/// A reaper of its own for a test: the image made here, or the one that CONFORMANCE_RYUK_IMAGE names
/// (in full, as in <c>docker.io/testcontainers/ryuk:0.14.0</c>).
/// </summary>
internal sealed class RunningReaper(IContainer container) : IAsyncDisposable
{
    private static readonly string? Original = Environment.GetEnvironmentVariable("CONFORMANCE_RYUK_IMAGE") is { Length: > 0 } image ? image : null;

    /// <summary>How long it waits for a client to come back.</summary>
    public static TimeSpan Reconnection { get; } = TimeSpan.FromSeconds(3);

    public string Host => container.Hostname;

    public int Port => container.GetMappedPublicPort(8080);

    /// <summary>Cases where the stand-in deliberately does otherwise.</summary>
    public static void NeedsStandIn()
    {
        if (Original is not null)
        {
            Assert.Ignore("A known difference: the original does otherwise.");
        }
    }

    public static async Task<RunningReaper> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = new ContainerBuilder(Original ?? "archiv.local/testcontainers/ryuk:0.14.0")
            .WithName(Given.Name("ryuk"))
            .WithBindMount(EngineEndpoint.Address.LocalPath, "/var/run/docker.sock")
            .WithPortBinding(8080, assignRandomHostPort: true)
            .WithEnvironment("RYUK_RECONNECTION_TIMEOUT", string.Create(CultureInfo.InvariantCulture, $"{Reconnection.TotalSeconds}s"))
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("(?i)started"));
        var container = settings.Aggregate(builder, (all, one) => all.WithEnvironment(one.Name, one.Value)).Build();
        try
        {
            await container.StartAsync();
            return new RunningReaper(container);
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it has written so far.</summary>
    public async Task<string> LogAsync()
    {
        var (output, errors) = await container.GetLogsAsync(timestampsEnabled: false);
        return output + errors;
    }

    /// <summary>Asks it to end, as the engine does when it stops.</summary>
    public async Task TerminateAsync()
    {
        using var engine = Given.Client();
        await engine.Containers.KillContainerAsync(container.Id, new ContainerKillParameters { Signal = "SIGTERM" });
    }

    /// <summary>Waits until it has ended by itself, well.</summary>
    public async Task EndsAsync(TimeSpan within)
    {
        using var engine = Given.Client();
        var ended = await Eventually.Seen(
            "the reaper to end", async () => (await engine.Containers.InspectContainerAsync(container.Id)).State, state => !state.Running, within, state => state.Status);
        ended.ExitCode.Should().Be(0, await LogAsync());
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
