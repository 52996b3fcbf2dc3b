using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Archiv.Tests.Support.Engine;

/// <summary>What the suites ask of the Docker engine about the containers of one Compose project.</summary>
public sealed class DockerEngine : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly DockerClient client = new DockerClientBuilder()
        .WithEndpoint(EngineEndpoint.Address)
        .WithApiVersion(Version.Parse(Environment.GetEnvironmentVariable("DOCKER_API_VERSION")!))
        .Build();

    /// <summary>The containers of a project, one-shot and stopped ones included, by service name.</summary>
    public async Task<IReadOnlyDictionary<string, ServiceState>> Services(string project)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var listed = await client.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = Label($"com.docker.compose.project={project}", "com.docker.compose.oneoff=False"),
            },
            deadline.Token);
        var states = new SortedDictionary<string, ServiceState>(StringComparer.Ordinal);
        foreach (var container in listed)
        {
            var service = container.Labels["com.docker.compose.service"];
            states[service] = State(service, await client.Containers.InspectContainerAsync(container.ID, deadline.Token));
        }

        return states;
    }

    /// <summary>Everything that the engine knows of a container.</summary>
    /// <exception cref="DockerContainerNotFoundException">There is no such container.</exception>
    public async Task<ContainerInspectResponse> Inspect(string container)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await client.Containers.InspectContainerAsync(container, deadline.Token);
    }

    /// <summary>How long a container's process ran that has ended, by the engine's clock.</summary>
    public async Task<TimeSpan> Ran(string container)
    {
        var state = (await Inspect(container)).State;
        return DateTimeOffset.Parse(state.FinishedAt!, CultureInfo.InvariantCulture) - DateTimeOffset.Parse(state.StartedAt!, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a command in a container, for at most two minutes.</summary>
    public Task<Execution> Exec(string container, params string[] command) => ExecAs(container, null, [], command);

    /// <summary>Runs a command in a container as another user or with more environment, for at most two minutes.</summary>
    /// <param name="container">Its id.</param>
    /// <param name="user">A user, or user and group, by number; null for the container's own.</param>
    /// <param name="environment">Additions of the form <c>NAME=value</c>.</param>
    /// <param name="command">Program and arguments.</param>
    public async Task<Execution> ExecAs(string container, string? user, IList<string> environment, params string[] command)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var clock = Stopwatch.StartNew();
        var exec = await client.Exec.CreateContainerExecAsync(
            container, new ContainerExecCreateParameters { Cmd = command, User = user, Env = environment, AttachStdout = true, AttachStderr = true }, deadline.Token);
        using var stream = await client.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters(), deadline.Token);
        var (output, error) = await stream.ReadOutputToEndAsync(deadline.Token);
        var ended = await client.Exec.InspectContainerExecAsync(exec.ID, deadline.Token);
        return new Execution(ended.ExitCode ?? -1, output, error, clock.Elapsed);
    }

    /// <summary>Runs a command in a container and passes on each line of its output at once, until it ends.</summary>
    /// <param name="container">Its id.</param>
    /// <param name="seen">Receives the lines, in their order.</param>
    /// <param name="stop">Ends listening. The engine does not end the command with it: it has to end by itself.</param>
    /// <param name="command">Program and arguments.</param>
    public async Task Listen(string container, Action<string> seen, CancellationToken stop, params string[] command)
    {
        var exec = await client.Exec.CreateContainerExecAsync(
            container, new ContainerExecCreateParameters { Cmd = command, AttachStdout = true, AttachStderr = true }, stop);
        using var stream = await client.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters(), stop);
        var pipe = new Pipe();
        var copying = Copy();
        using var lines = new StreamReader(pipe.Reader.AsStream());
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            seen(line);
        }

        await copying;

        async Task Copy()
        {
            await using var output = pipe.Writer.AsStream();
            await stream.CopyOutputToAsync(Stream.Null, output, output, stop);
        }
    }

    /// <summary>What a container has written, both streams with timestamps.</summary>
    /// <param name="container">Its id.</param>
    /// <param name="since">From this moment on; null from the beginning.</param>
    /// <param name="last">At most so many lines, the last ones; null all of them.</param>
    public async Task<string> Logs(string container, DateTimeOffset? since = null, int? last = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var stream = await client.Containers.GetContainerLogsAsync(
            container,
            new ContainerLogsParameters
            {
                ShowStdout = true,
                ShowStderr = true,
                Timestamps = true,
                Since = since is { } moment ? Seconds(moment) : null,
                Tail = last?.ToString(CultureInfo.InvariantCulture),
            },
            deadline.Token);
        var (output, error) = await stream.ReadOutputToEndAsync(deadline.Token);
        return output + error;
    }

    /// <summary>What a container's memory is now; null when it does not run.</summary>
    public async Task<MemoryUse?> Memory(string container)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        MemoryUse? use = null;
        await client.Containers.GetContainerStatsAsync(
            container, new ContainerStatsParameters { Stream = false, OneShot = true }, new Each<ContainerStatsResponse>(told => use = MemoryUse.Of(told)), deadline.Token);
        return use;
    }

    /// <summary>Reports each event of a project's containers from now on, until it is stopped.</summary>
    public Task Follow(string project, Action<EngineEvent> seen, CancellationToken stop) => client.System.MonitorEventsAsync(
        new ContainerEventsParameters { Filters = Label($"com.docker.compose.project={project}") },
        new Each<Message>(message => seen(Event(message))),
        stop);

    /// <summary>Freezes all processes of a container.</summary>
    public async Task Pause(string container)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await client.Containers.PauseContainerAsync(container, deadline.Token);
    }

    /// <summary>Lets a frozen container go on.</summary>
    public async Task Unpause(string container)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await client.Containers.UnpauseContainerAsync(container, deadline.Token);
    }

    /// <summary>Takes a network from a container, which runs on.</summary>
    /// <param name="container">Its id.</param>
    /// <param name="network">The network's full name.</param>
    public async Task Disconnect(string container, string network)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await client.Networks.DisconnectNetworkAsync(network, new NetworkDisconnectParameters { Container = container }, deadline.Token);
    }

    /// <summary>Connects a container to a network.</summary>
    /// <param name="container">Its id.</param>
    /// <param name="network">The network's full name.</param>
    /// <param name="aliases">The names under which it is found there.</param>
    public async Task Connect(string container, string network, IList<string> aliases)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await client.Networks.ConnectNetworkAsync(
            network, new NetworkConnectParameters { Container = container, EndpointConfig = new EndpointSettings { Aliases = aliases } }, deadline.Token);
    }

    /// <summary>Removes a container, running or not, and the volumes that only it has; harmless when there is none.</summary>
    public async Task Remove(string container)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await client.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, deadline.Token);
        }
        catch (DockerContainerNotFoundException)
        {
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private static Dictionary<string, IDictionary<string, bool>> Label(params string[] labels) =>
        new() { ["label"] = labels.ToDictionary(label => label, _ => true) };

    private static string Seconds(DateTimeOffset moment) => (moment.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);

    private static EngineEvent Event(Message message) => new(
        DateTimeOffset.UnixEpoch.AddTicks(message.TimeNano / 100),
        message.Actor.Attributes.TryGetValue("com.docker.compose.service", out var name) ? name : message.Type,
        message.Action,
        message.Actor.Attributes.TryGetValue("exitCode", out var code) ? int.Parse(code, CultureInfo.InvariantCulture) : null);

    private static ServiceState State(string service, ContainerInspectResponse container) => new(
        service,
        container.ID,
        container.Name.TrimStart('/'),
        container.State.Status,
        container.State.Health?.Status ?? "none",
        container.State.ExitCode,
        container.State.StartedAt,
        container.RestartCount,
        container.State.Pid);

    // Progress<T> would report on the thread pool, out of order and after the call has ended.
    private sealed class Each<T>(Action<T> add) : IProgress<T>
    {
        public void Report(T value) => add(value);
    }
}
