using System.Net.Sockets;
using Archiv.Tests.Support.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A memory limit that the model does not fit in: the kernel ends the runner, not the server [40 M2]. With cgroup v2 the load is refused instead.</summary>
[Category("Engine")]
public sealed class MemoryLimitTests
{
    private const long Limit = 56L << 20;

    [Test(Description = "40 M2")]
    public async Task The_runner_is_killed_and_the_container_stays()
    {
        using DockerClient engine = new DockerClientBuilder().WithEndpoint(EngineEndpoint.Address).WithApiVersion(new Version(1, 41)).Build();
        Assume.That(File.Exists("/sys/fs/cgroup/cgroup.controllers"), Is.False, "with cgroup v2 the model is refused before it is loaded");
        DateTimeOffset start = TimeProvider.System.GetUtcNow();
        await using ContainedServer contained = await ContainedServer.StartAsync(Limit);

        RawAnswer refused = await contained.Server.LoadAsync("slow");
        ContainerInspectResponse running = await engine.Containers.InspectContainerAsync(contained.Container.Id);
        RawAnswer small;
        try
        {
            small = await contained.Server.GenerateAsync("tiny");
        }
        catch (SocketException gone)
        {
            // Seen once, on a machine with a load of 30: the next time this says who died.
            State state = (await engine.Containers.InspectContainerAsync(contained.Container.Id)).State;
            var (_, log) = await contained.Container.GetLogsAsync();
            throw new AssertionException(
                $"{gone.Message}; the container is {state.Status}, exit {state.ExitCode}, OOMKilled {state.OOMKilled}; "
                + $"events: {string.Join(' ', await EventsAsync(engine, contained.Container.Id, start))}; log: {log}");
        }


        Assert.That((refused.Status, refused.Body), Is.EqualTo((500, """{"error":"llama runner process has terminated: signal: killed"}""")));
        Assert.That((running.State.Running, running.State.OOMKilled, running.State.ExitCode), Is.EqualTo((true, false, 0L)));
        Assert.That(small.Status, Is.EqualTo(200));
        Assert.That(await contained.Server.NamesAsync(), Is.EqualTo("tiny:latest"));
        Assert.That(await EventsAsync(engine, contained.Container.Id, start), Does.Contain("oom").And.Not.Contain("die"));

        await contained.Container.StopAsync();
        ContainerInspectResponse stopped = await engine.Containers.InspectContainerAsync(contained.Container.Id);
        Assert.That((stopped.State.Running, stopped.State.OOMKilled, stopped.State.ExitCode), Is.EqualTo((false, true, 0L)));
    }

    private static async Task<string[]> EventsAsync(DockerClient engine, string container, DateTimeOffset since)
    {
        List<string> actions = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await engine.System.MonitorEventsAsync(
            new ContainerEventsParameters
            {
                Since = since.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                Until = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["container"] = new Dictionary<string, bool> { [container] = true } },
            },
            new Actions(message => actions.Add(message.Action)),
            patience.Token);
        return [.. actions];
    }

    private sealed class Actions(Action<Message> add) : IProgress<Message>
    {
        public void Report(Message value) => add(value);
    }
}
