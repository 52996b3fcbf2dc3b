using System.Net.Sockets;
using Archiv.Tests.Support.Engine;
using Docker.DotNet;
using Docker.DotNet.Models;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A memory limit that the model does not fit in: the kernel ends the runner, not the server [40 M2]. With cgroup v2 the load is refused instead.</summary>
[Category("Engine")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MemoryLimitTests
{
    private const long Limit = 56L << 20;
    private readonly DockerClient _engine = new DockerClientBuilder().WithEndpoint(EngineEndpoint.Address).WithApiVersion(new Version(1, 41)).Build();
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();

    [SetUp]
    public void NeedsAnEngineThatDoesNotShowTheLimit()
        => Assume.That(File.Exists("/sys/fs/cgroup/cgroup.controllers"), Is.False, "with cgroup v2 the model is refused before it is loaded");

    [TearDown]
    public void LeaveTheEngine() => _engine.Dispose();

    [TestCase("", TestName = "Ollama [40 M1, M2] a limit below the model's size: the runner is killed and the container stays")]
    [TestCase("ollama serve & wait $!", TestName = "Ollama [40 M4] the same with the server as a shell's child")]
    public async Task The_runner_is_killed_and_the_container_stays(string shell)
    {
        await using ContainedServer contained = await ContainedServer.StartAsync(Limit, shell);
        await using var events = new ContainerEvents(_engine, contained.Container.Id, _start);

        RawAnswer refused = await contained.Server.LoadAsync("slow");
        ContainerInspectResponse running = await InspectAsync(contained);
        RawAnswer small;
        try
        {
            small = await contained.Server.GenerateAsync("tiny");
        }
        catch (SocketException gone)
        {
            // Seen once, on a machine with a load of 30: the next time this says who died.
            State state = (await InspectAsync(contained)).State;
            var (_, log) = await contained.Container.GetLogsAsync();
            throw new AssertionException(
                $"{gone.Message}; the container is {state.Status}, exit {state.ExitCode}, OOMKilled {state.OOMKilled}; "
                + $"events: {string.Join(' ', events.Seen)}; log: {log}");
        }

        Assert.That((refused.Status, refused.Body), Is.EqualTo((500, """{"error":"llama runner process has terminated: signal: killed"}""")));
        Assert.That((running.State.Running, running.State.OOMKilled, running.State.ExitCode), Is.EqualTo((true, false, 0L)));
        Assert.That(small.Status, Is.EqualTo(200));
        Assert.That(await contained.Server.NamesAsync(), Is.EqualTo("tiny:latest"));
        await events.UntilAsync("oom");
        Assert.That(events.Seen, Does.Not.Contain("die"));
        await StopsAsync(contained, shell.Length == 0 ? 0 : 137);
    }

    [Test(Description = "40 M3: a stream's last line says so, a request in one piece is a 500")]
    public async Task The_runner_is_killed_at_work_by_anothers_hunger()
    {
        await using ContainedServer contained = await ContainedServer.StartAsync(160L << 20, "", ("STANDIN_ANSWER_TOKENS", "3000"), ("OLLAMA_NUM_PARALLEL", "2"));
        await using var events = new ContainerEvents(_engine, contained.Container.Id, _start);
        await contained.Server.LoadAsync("slow");
        Task<RawAnswer> piece = contained.Server.GenerateAsync("slow", 3000);
        using RunningStream stream = await RunningStream.StartAsync(contained.Server, "slow", 3000);

        await EatAsync(contained, "$(dirname $(grep -al -- --model /proc/[1-9]*/cmdline | head -n 1))");

        const string error = """{"error":"an error was encountered while running the model: unexpected EOF"}""";
        Assert.That(await stream.ToEndAsync(), Does.StartWith("HTTP/1.1 200 OK").And.EndWith($"{error}\n\r\n0\r\n\r\n"));
        Assert.That(((await piece).Status, (await piece).Body), Is.EqualTo((500, error)));
        State state = (await InspectAsync(contained)).State;
        Assert.That((state.Running, state.OOMKilled), Is.EqualTo((true, false)));
        Assert.That((await contained.Server.GenerateAsync("slow")).Status, Is.EqualTo(200), "the next request heals");
        await events.UntilAsync("oom");
        Assert.That(events.Seen, Does.Not.Contain("die"));
        await StopsAsync(contained, 0);
    }

    [Test(Description = "40 M5: the kernel takes the server itself; there a limit that not even it fits in, here the wanted victim")]
    public async Task The_server_itself_is_killed_and_the_container_ends()
    {
        await using ContainedServer contained = await ContainedServer.StartAsync(160L << 20, "", ("STANDIN_ANSWER_TOKENS", "3000"));
        await using var events = new ContainerEvents(_engine, contained.Container.Id, _start);
        await contained.Server.LoadAsync("slow");
        Task<RawAnswer> piece = contained.Server.GenerateAsync("slow", 3000);

        await EatAsync(contained, "/proc/1");

        Assert.That((await piece).StatusLine, Is.Empty, "an empty reply");
        await Poll.UntilAsync(async () => !(await InspectAsync(contained)).State.Running, TimeSpan.FromSeconds(30), () => "still running");
        State state = (await InspectAsync(contained)).State;
        Assert.That((state.OOMKilled, state.ExitCode), Is.EqualTo((true, 137L)));
        await events.UntilAsync("oom");
        await events.UntilAsync("die");
    }

    /// <summary>Another process takes 100 MB for a moment, and the kernel is told whom to end for it.</summary>
    private static async Task EatAsync(ContainedServer contained, string victim)
    {
        try
        {
            await contained.Container.ExecAsync(["sh", "-c", $"echo 1000 > {victim}/oom_score_adj; head -c 100000000 /dev/zero | tail -c 100000000 | wc -c"]);
        }
        catch (DockerApiException)
        {
            // It went with the container.
        }
    }

    private Task<ContainerInspectResponse> InspectAsync(ContainedServer contained) => _engine.Containers.InspectContainerAsync(contained.Container.Id);

    /// <summary>Only now the engine says that there was a kill, whatever the exit code.</summary>
    private async Task StopsAsync(ContainedServer contained, long exit)
    {
        await contained.Container.StopAsync();
        State state = (await InspectAsync(contained)).State;
        Assert.That((state.Running, state.OOMKilled, state.ExitCode), Is.EqualTo((false, true, exit)));
    }
}
