using Archiv.Tests.Support.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages.Engine;

[Category("Engine")]
public sealed class Operations
{
    [Test]
    public async Task Networks_are_left_and_joined_while_a_container_runs()
    {
        await using var network = new NetworkBuilder().WithName(Given.Name("network")).Build();
        await network.CreateAsync();
        await using var container = Given.Shell("sleep 60").Build();
        await container.StartAsync();
        using var client = Given.Client();

        await client.Networks.ConnectNetworkAsync(
            network.Name, new NetworkConnectParameters { Container = container.Id, EndpointConfig = new EndpointSettings { Aliases = ["alias"] } });
        var joined = await client.Containers.InspectContainerAsync(container.Id);
        await client.Networks.DisconnectNetworkAsync(network.Name, new NetworkDisconnectParameters { Container = container.Id });
        var left = await client.Networks.InspectNetworkAsync(network.Name);

        joined.NetworkSettings.Networks[network.Name].Aliases.Should().Contain("alias");
        left.Containers.Should().BeEmpty();
    }

    [Test]
    public async Task Events_come_while_they_happen()
    {
        await using var container = Given.Shell("sleep 60").Build();
        await container.StartAsync();
        using var client = Given.Client();
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var restarted = new TaskCompletionSource();
        var events = new Reported<Message>(one =>
        {
            if (one.Action == "restart")
            {
                restarted.TrySetResult();
            }
        });
        var monitoring = client.System.MonitorEventsAsync(
            new ContainerEventsParameters
            {
                Since = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["container"] = new Dictionary<string, bool> { [container.Id] = true } },
            },
            events,
            end.Token);

        await client.Containers.RestartContainerAsync(container.Id, new ContainerRestartParameters { WaitBeforeKillSeconds = 5 });
        await restarted.Task.WaitAsync(end.Token);
        await end.CancelAsync();

        await monitoring.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        events.Select(one => one.Action).Should().ContainInOrder("die", "start", "restart");
    }

    [Test]
    public async Task A_container_that_is_killed_or_out_of_memory_says_so()
    {
        await using var killed = Given.Shell("sleep 60").Build();
        await using var greedy = Given.Shell("tail /dev/zero").WithCreateParameterModifier(parameters =>
        {
            parameters.HostConfig!.Memory = 8 << 20;
            parameters.HostConfig.MemorySwap = 8 << 20;
            parameters.HostConfig.Init = false;
        }).Build();
        await Task.WhenAll(killed.StartAsync(), greedy.StartAsync());
        using var client = Given.Client();

        await client.Containers.KillContainerAsync(killed.Id, new ContainerKillParameters { Signal = "SIGKILL" });

        (await client.Containers.WaitContainerAsync(killed.Id)).StatusCode.Should().Be(137);
        (await client.Containers.InspectContainerAsync(killed.Id)).State.OOMKilled.Should().BeFalse();
        (await client.Containers.WaitContainerAsync(greedy.Id)).StatusCode.Should().Be(137);
        (await client.Containers.InspectContainerAsync(greedy.Id)).State.OOMKilled.Should().BeTrue();
        var paused = await client.Containers.Invoking(all => all.PauseContainerAsync(killed.Id)).Should().ThrowAsync<DockerApiException>();
        paused.Which.StatusCode.Should().Be(System.Net.HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_command_runs_over_TCP_too()
    {
        await using var door = new ContainerBuilder("archiv.local/alpine/socat:1.8.0.3")
            .WithName(Given.Name("door"))
            .WithEntrypoint("socat")
            .WithCommand("TCP-LISTEN:2375,fork,reuseaddr", "UNIX-CONNECT:/var/run/docker.sock")
            .WithBindMount(EngineEndpoint.Address.LocalPath, "/var/run/docker.sock")
            .WithPortBinding(2375, assignRandomHostPort: true)
            .WithCreateParameterModifier(parameters => parameters.HostConfig!.Init = true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(2375).ForPath("/_ping")))
            .Build();
        await using var container = Given.Shell("sleep 60").Build();
        await Task.WhenAll(door.StartAsync(), container.StartAsync());
        using var client = new DockerClientBuilder()
            .WithEndpoint(new Uri($"tcp://{door.Hostname}:{door.GetMappedPublicPort(2375)}"))
            .WithApiVersion(new Version(1, 41))
            .Build();

        var command = await client.Exec.CreateContainerExecAsync(
            container.Id, new ContainerExecCreateParameters { Cmd = ["sh", "-c", "echo out; echo err >&2; exit 5"], AttachStdout = true, AttachStderr = true });
        using var output = await client.Exec.StartContainerExecAsync(command.ID, new ContainerExecStartParameters());

        (await output.ReadOutputToEndAsync(CancellationToken.None)).Should().Be(("out\n", "err\n"));
        (await client.Exec.InspectContainerExecAsync(command.ID)).ExitCode.Should().Be(5);
    }

    [Test]
    public async Task A_log_is_followed_until_the_container_ends()
    {
        await using var container = Given.Shell("echo one; sleep 1; echo two").Build();
        await container.StartAsync();
        using var client = Given.Client();

        using var log = await client.Containers.GetContainerLogsAsync(
            container.Id, new ContainerLogsParameters { ShowStdout = true, Follow = true, Timestamps = true });
        var (stdout, _) = await log.ReadOutputToEndAsync(CancellationToken.None);

        stdout.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z one\n\d{4}-\d\d-\d\dT[\d:.]+Z two\n$");
    }

    [Test]
    public async Task The_memory_of_a_running_container_must_be_told_once()
    {
        await using var container = Given.Shell("sleep 60").Build();
        await container.StartAsync();
        using var client = Given.Client();
        var told = new Reported<ContainerStatsResponse>();

        await client.Containers.GetContainerStatsAsync(container.Id, new ContainerStatsParameters { Stream = false, OneShot = true }, told);

        told.Should().ContainSingle();
        told[0].Read.Should().BeAfter(DateTime.UnixEpoch);
        told[0].MemoryStats.Usage.Should().BePositive();
        told[0].MemoryStats.Stats.Should().Contain(line => line.Key == "total_rss" || line.Key == "anon");
    }

    [Test]
    public async Task Shared_memory_must_count_as_what_the_kernel_cannot_take_back()
    {
        const int Written = 20_000_000;
        await using var container = Given.Shell($"head -c {Written} /dev/zero >/dev/shm/full; echo full; sleep 60").WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("full")).Build();
        await container.StartAsync();
        using var client = Given.Client();
        var told = new Reported<ContainerStatsResponse>();

        await client.Containers.GetContainerStatsAsync(container.Id, new ContainerStatsParameters { Stream = false, OneShot = true }, told);

        var use = MemoryUse.Of(told[0])!;
        use.Anonymous.Should().BeLessThan(Written);
        use.Unreclaimable.Should().BeGreaterThan(Written);
    }

    [Test]
    public async Task What_a_container_writes_of_its_memory_must_be_read_while_it_writes()
    {
        await using var container = Given.Shell("sleep 60").Build();
        await container.StartAsync();
        using var engine = new DockerEngine();
        using var stop = new CancellationTokenSource();
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        List<string> block = [];
        MemoryUse? use = null;

        // The commands write for ten seconds; their first block is enough.
        var listening = engine.Listen(container.Id, Take, stop.Token, "sh", "-c", MemoryUse.Script);
        await listening.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();

        use.Should().NotBeNull(string.Join('\n', block));
        use!.Anonymous.Should().BePositive().And.BeLessThan(use.Limit);

        void Take(string line)
        {
            block.Add(line);
            if (line.Length == 0)
            {
                use ??= MemoryUse.Of(TimeProvider.System.GetUtcNow(), block);
                stop.Cancel();
            }
        }
    }
}
