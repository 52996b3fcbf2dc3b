using System.Text.Json.Nodes;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using DotNet.Testcontainers.Containers;

namespace Archiv.Tests.Support.Stacks;

/// <summary>Throw-away containers beside a stack, run by the Docker command of its Compose container; each may do only what its purpose needs.</summary>
/// <param name="profile">Names the images.</param>
/// <param name="exec">Runs a command in the Compose container.</param>
public sealed class SideContainers(Profile profile, Func<IList<string>, CancellationToken, Task<ExecResult>> exec)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private string Tools => profile.Required("COMPOSE_CLI_IMAGE");

    /// <summary>Runs a command on a network of the stack.</summary>
    /// <param name="network">A full network name, or <c>container:ID</c>.</param>
    /// <param name="command">A command of the Compose image (a shell, wget, nc).</param>
    public async Task<Execution> Probe(string network, params string[] command) => Ran(
        "the probe", await Run(["--network", network, "--entrypoint", command[0]], Tools, command[1..]));

    /// <summary>Runs an image with its own entrypoint and the given command, without a network.</summary>
    public async Task<Execution> RunImage(string image, params string[] command) => Ran(
        $"'{image}'", await Run(["--network", "none"], image, command));

    /// <summary>Runs a shell script that sees a folder of the engine's host, read-only, as <c>/folder</c>.</summary>
    /// <param name="folder">Absolute path on the engine's host.</param>
    /// <param name="script">For <c>sh</c>.</param>
    public async Task<Execution> Folder(string folder, string script) => Ran(
        $"the look at {folder}", await Run(["--network", "none", "--volume", $"{folder}:/folder:ro", "--entrypoint", "/bin/sh"], Tools, ["-c", script]));

    /// <summary>Runs a script that reads what the kernel says of the host's processes, in the host's namespaces; it can read everything and change nothing.</summary>
    /// <param name="script">For <c>sh</c>, with the tools of busybox.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<Execution> ReadHost(string script, params IEnumerable<string> arguments) => Ran(
        "the reader of the host's process table",
        await Run(
            // Without AppArmor's profile for containers, which hides processes of other profiles (the host's first).
            ["--network", "host", "--pid", "host", "--ipc", "host", "--uts", "host", "--read-only", "--cap-add", "SYS_PTRACE", "--cap-add", "DAC_READ_SEARCH", "--security-opt", "apparmor=unconfined", "--entrypoint", "/bin/sh"],
            Tools,
            ["-c", script, "sh", .. arguments]));

    /// <summary>Everything that the engine says of containers or images: the array that <c>docker inspect</c> prints.</summary>
    /// <param name="things">Ids or names.</param>
    public async Task<JsonArray> Inspect(params IEnumerable<string> things)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var ended = await exec(["docker", "inspect", .. things], deadline.Token);
        Done("answer to docker inspect", new Execution(ended.ExitCode ?? -1, ended.Stdout, ended.Stderr, TimeSpan.Zero));
        return JsonNode.Parse(ended.Stdout)!.AsArray();
    }

    /// <summary>Sends a signal to the main process of a container by its host pid.</summary>
    /// <param name="service">A running service.</param>
    /// <param name="signal">STOP, CONT, KILL, TERM.</param>
    public async Task Signal(ServiceState service, string signal)
    {
        ArgumentNullException.ThrowIfNull(service);
        Done($"SIG{signal} for {service.Name} (pid {service.Pid})", await Run(
            ["--network", "none", "--pid", "host", "--cap-add", "KILL", "--entrypoint", "/bin/sh"], Tools, ["-c", $"{MainProcess.Find(service.Pid)}; kill -{signal} $main"]));
    }

    /// <summary>Changes the packet filter in the network of a container.</summary>
    /// <param name="service">A running service.</param>
    /// <param name="rule">Arguments of <c>iptables</c>.</param>
    public Task PacketFilter(ServiceState service, string rule) => ChangeNetwork(service, $"iptables {rule}");

    /// <summary>Changes how packets travel in the network of a container.</summary>
    /// <param name="service">A running service.</param>
    /// <param name="command">A command of iptables or iproute2, without quotes.</param>
    public async Task ChangeNetwork(ServiceState service, string command)
    {
        ArgumentNullException.ThrowIfNull(service);
        Done($"`{command}` at {service.Name}", await Run(
            ["--network", $"container:{service.Id}", "--cap-add", "NET_ADMIN", "--cap-add", "NET_RAW"],
            ToolImages.PacketFilter(profile),
            command.Split(' ')));
    }

    private async Task<Execution> Run(string[] options, string image, string[] command)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var deadline = new CancellationTokenSource(Deadline);
        // The reaper removes what carries the session's label when this process is gone.
        var ended = await exec(
            [
                "docker", "run", "--rm", "--pull", "never", "--cap-drop", "ALL",
                "--label", $"org.archiv.tests={Evidence.Run.Current.Id}", "--label", $"org.testcontainers.session-id={ResourceReaper.DefaultSessionId:D}",
                .. options, image, .. command,
            ],
            deadline.Token);
        return new Execution(ended.ExitCode ?? -1, ended.Stdout, ended.Stderr, clock.Elapsed);
    }

    private static Execution Ran(string what, Execution ended)
    {
        if (ended.ExitCode is 125 or 126 or 127)
        {
            Unjudged.Because($"{what} cannot run: {ended.Error.Trim()}");
        }

        return ended;
    }

    private static void Done(string what, Execution ended)
    {
        if (ended.ExitCode != 0)
        {
            Unjudged.Because($"no {what}: {ended.Error.Trim()}");
        }
    }
}
