using System.Globalization;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Archiv.Tests.Support.Stacks;

/// <summary>
/// One deployed stack under a Compose project of its own: brought up through Testcontainers' ComposeContainer,
/// then driven by the Compose command in its container, so that re-ups, overlays and partial stacks happen in the same project.
/// The Compose container's ambassador is not used: it keeps addresses from the start; the proxy's published port is.
/// </summary>
public sealed class Stack : IAsyncDisposable
{
    // What Compose says when the host, and not the stack, is the reason.
    private static readonly string[] HostTroubles =
        ["port is already allocated", "address already in use", "non-overlapping IPv4 address pool", "no space left on device"];

    private readonly ComposeContainer compose;
    private readonly IReadOnlyList<string> overlays;
    private readonly StackSlot slot;
    private readonly Lazy<ScriptedUpstream> upstream;
    private EventWatch? events;

    private Stack(string name, Profile profile, IReadOnlyList<string> overlays, StackSlot slot, ComposeContainer compose)
    {
        this.slot = slot;
        Name = name;
        Profile = profile;
        this.overlays = overlays;
        this.compose = compose;
        Model = ComposeCli.Resolve(Files(overlays), profile.Settings);
        Search = new SearchClient(profile);
        upstream = new(() => new ScriptedUpstream(int.Parse(profile.Required("SCRIPT_PORT"), CultureInfo.InvariantCulture)));
    }

    /// <summary>What the stack is for, in reports.</summary>
    public string Name { get; }

    /// <summary>The settings it was brought up with; ports that it publishes are picked free, see <see cref="UpDeployed"/>.</summary>
    public Profile Profile { get; }

    /// <summary>The resolved model of its files.</summary>
    public ComposeModel Model { get; }

    /// <summary>The engine on which it runs.</summary>
    public DockerEngine Engine { get; } = new();

    /// <summary>Its user, through the proxy.</summary>
    public SearchClient Search { get; }

    /// <summary>How the first <c>up</c> ended; rows judge what they need of it.</summary>
    public Execution FirstUp { get; private set; } = new(-1, "", "not brought up", TimeSpan.Zero);

    /// <summary>The Compose project.</summary>
    public string Project => compose.ProjectName;

    /// <summary>The model server, asked on its own network.</summary>
    public ModelServerClient ModelServer => new(this);

    /// <summary>The test double of the overlay <c>chaos/upstream.yml</c>.</summary>
    public ScriptedUpstream Upstream => upstream.Value;

    /// <summary>Brings a stack up. A failing <c>up</c> is no exception: it is what <see cref="FirstUp"/> says.</summary>
    /// <param name="name">What the stack is for.</param>
    /// <param name="profile">Settings and files.</param>
    /// <param name="overlays">Overlays of the scenario, relative to the compose file's folder.</param>
    public static Task<Stack> Up(string name, Profile profile, params string[] overlays) => Up(name, profile, overlays, null, null);

    /// <summary>Brings the one stack up that somebody may want to look at: its proxy gets the port that PROXY_PORT names, if it does.</summary>
    /// <param name="profile">Settings and files.</param>
    public static Task<Stack> UpDeployed(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Up("deployed", profile, [], null, profile.Settings.GetValueOrDefault("PROXY_PORT") is { Length: > 0 } port ? port : null);
    }

    /// <summary>Brings only some services of the files up, with what they depend on.</summary>
    /// <param name="name">What the stack is for.</param>
    /// <param name="profile">Settings and files.</param>
    /// <param name="choose">Chooses from the names of all services.</param>
    public static Task<Stack> UpOnly(string name, Profile profile, Func<IEnumerable<string>, IEnumerable<string>> choose) =>
        Up(name, profile, [], choose, null);

    private static async Task<Stack> Up(
        string name, Profile profile, string[] overlays, Func<IEnumerable<string>, IEnumerable<string>>? choose, string? proxyPort)
    {
        var asked = TimeProvider.System.GetTimestamp();
        var slot = await StackSlot.Take(10 * profile.UpTimeout);
        Judgement.Note.Queued += TimeProvider.System.GetElapsedTime(asked).TotalSeconds;
        Stack stack;
        try
        {
            stack = Build(name, profile, overlays, choose, proxyPort, slot);
        }
        catch
        {
            slot.Dispose();
            throw;
        }

        await stack.Start();
        return stack;
    }

    // Ports are picked at the last moment: another process of the machine may take them.
    private static Stack Build(
        string name, Profile profile, string[] overlays, Func<IEnumerable<string>, IEnumerable<string>>? choose, string? proxyPort, StackSlot slot)
    {
        var settings = profile.With(
            ("PROXY_PORT", proxyPort ?? FreePort.Next()), ("TOXIPROXY_PORT", FreePort.Next()), ("SCRIPT_PORT", FreePort.Next()));
        var paths = overlays.Select(settings.Overlay).ToList();
        var builder = new ComposeBuilder(settings.Required("COMPOSE_CLI_IMAGE"))
            .WithComposeFile([.. settings.Files, .. paths])
            .WithProjectNamePrefix("archivtest")
            .WithLabel("org.archiv.tests", Run.Current.Id)
            .WithComposeUpOption("--wait", "--wait-timeout", $"{profile.UpTimeout.TotalSeconds:0}", "--pull", "never")
            .WithComposeDownOption("--remove-orphans", "--timeout", "3");
        foreach (var (key, value) in settings.Settings)
        {
            builder = builder.WithEnvironment(key, value);
        }

        if (choose is not null)
        {
            builder = builder.WithService([.. choose(ComposeCli.Resolve([.. settings.Files, .. paths], settings.Settings).Services.Keys)]);
        }

        return new Stack(name, settings, paths, slot, builder.WithPull(settings.Pulls).Build());
    }

    /// <summary>Runs Compose on this stack's files.</summary>
    /// <param name="arguments">Command and options, such as <c>up -d --wait</c>.</param>
    public Task<Execution> Compose(params string[] arguments) => Compose(overlays, [], arguments);

    /// <summary>Runs Compose with other overlays or settings than the stack was brought up with.</summary>
    /// <param name="overlays">Overlays instead of the stack's own, absolute.</param>
    /// <param name="settings">Settings that differ.</param>
    /// <param name="arguments">Command and options.</param>
    public async Task<Execution> Compose(IReadOnlyList<string> overlays, (string Key, string Value)[] settings, params string[] arguments)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Run.Current.Say("stack", Project, $"{Name}: compose {string.Join(' ', arguments)}");
        List<string> command =
        [
            "env", .. settings.Select(setting => $"{setting.Key}={setting.Value}"),
            "docker", "compose", .. Files(overlays).SelectMany(file => new[] { "-f", file }), .. arguments,
        ];
        using var deadline = new CancellationTokenSource(Profile.UpTimeout + TimeSpan.FromSeconds(60));
        var ended = await compose.ExecAsync(command, deadline.Token);
        // What `run` brings are the container's own words.
        UnknownOnHostTrouble(ended.ExitCode == 0 || arguments is ["run", ..] ? "" : ended.Stderr);
        return new Execution(ended.ExitCode ?? -1, ended.Stdout, ended.Stderr, clock.Elapsed);
    }

    /// <summary>Brings everything up again and waits for health, as an operator would after a reboot.</summary>
    public Task<Execution> ReUp(IReadOnlyList<string>? overlays = null, params (string Key, string Value)[] settings) =>
        Compose(overlays ?? this.overlays, settings, "up", "--detach", "--wait", "--wait-timeout", $"{Profile.UpTimeout.TotalSeconds:0}", "--pull", "never");

    /// <summary>What the engine did with the stack's containers since a moment (UTC). When events may be missing, the row is unknown.</summary>
    public IReadOnlyList<EngineEvent> Events(DateTimeOffset since)
    {
        if (events?.Lost is { } why)
        {
            Unjudged.Because(why);
        }

        return events?.Since(since) ?? [];
    }

    /// <summary>All containers of the stack by service.</summary>
    public Task<IReadOnlyDictionary<string, ServiceState>> Services() => Engine.Services(Project);

    /// <summary>The container of one service.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<ServiceState> Service(string service) =>
        (await Services()).GetValueOrDefault(service) ?? throw new InvalidOperationException($"there is no container of service '{service}'");

    /// <summary>Runs a command in a throw-away container on a network of the stack.</summary>
    /// <param name="network">A full network name, or <c>container:ID</c>.</param>
    /// <param name="command">A command of the Compose image (a shell, wget, nc).</param>
    public async Task<Execution> Probe(string network, params string[] command)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        List<string> run =
        [
            "docker", "run", "--rm", "--pull", "never", "--network", network, "--cap-drop", "ALL",
            .. Owned,
            "--entrypoint", command[0], Profile.Required("COMPOSE_CLI_IMAGE"), .. command[1..],
        ];
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ended = await compose.ExecAsync(run, deadline.Token);
        if (ended.ExitCode is 125 or 126 or 127)
        {
            Unjudged.Because($"the probe cannot run: {ended.Stderr.Trim()}");
        }

        return new Execution(ended.ExitCode ?? -1, ended.Stdout, ended.Stderr, clock.Elapsed);
    }

    /// <summary>Runs an image with its own entrypoint and the given command.</summary>
    public async Task<Execution> RunImage(string image, params string[] command)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ended = await compose.ExecAsync(
            ["docker", "run", "--rm", "--pull", "never", "--network", "none", "--cap-drop", "ALL", .. Owned, image, .. command], deadline.Token);
        if (ended.ExitCode is 125 or 126 or 127)
        {
            Unjudged.Because($"the image cannot run: {ended.Stderr.Trim()}");
        }

        return new Execution(ended.ExitCode ?? -1, ended.Stdout, ended.Stderr, clock.Elapsed);
    }

    /// <summary>Sends a signal to PID 1 of a service by its host pid, from a small container that may do only that.</summary>
    /// <param name="service">A running service.</param>
    /// <param name="signal">STOP, CONT, KILL, TERM.</param>
    public async Task Signal(string service, string signal)
    {
        var pid = (await Service(service)).Pid;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var sent = await compose.ExecAsync(
            [
                "docker", "run", "--rm", "--pull", "never", "--network", "none", "--pid", "host", "--cap-drop", "ALL", "--cap-add", "KILL", .. Owned,
                "--entrypoint", "/bin/sh", Profile.Required("COMPOSE_CLI_IMAGE"), "-c", $"kill -{signal} {pid}",
            ],
            deadline.Token);
        if (sent.ExitCode != 0)
        {
            Unjudged.Because($"no SIG{signal} for '{service}' (pid {pid}): {sent.Stderr.Trim()}");
        }
    }

    /// <summary>Changes the packet filter in the network of a service.</summary>
    /// <param name="service">A running service.</param>
    /// <param name="rule">Arguments of <c>iptables</c>.</param>
    public Task PacketFilter(string service, string rule) => ChangeNetwork(service, $"iptables {rule}");

    /// <summary>Changes how packets travel in the network of a service, from a container that may do only that.</summary>
    /// <param name="service">A running service.</param>
    /// <param name="command">A command of iptables or iproute2, without quotes.</param>
    public async Task ChangeNetwork(string service, string command)
    {
        var container = await Service(service);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var changed = await compose.ExecAsync(
            [
                "docker", "run", "--rm", "--pull", "never", "--network", $"container:{container.Id}", "--cap-drop", "ALL",
                "--cap-add", "NET_ADMIN", "--cap-add", "NET_RAW", .. Owned,
                $"{Profile.Settings.GetValueOrDefault("IMAGE_PREFIX")}archiv/netfault:1.0.0", .. command.Split(' '),
            ],
            deadline.Token);
        if (changed.ExitCode != 0)
        {
            Unjudged.Because($"no `{command}` at '{service}': {changed.Stderr.Trim()}");
        }
    }

    /// <summary>
    /// How often the model registry was asked so far: lines of its access log, where the profile runs one (REGISTRY_SERVICE);
    /// elsewhere the pulls that init's log shows.
    /// </summary>
    public async Task<int> RegistryRequests()
    {
        var registry = Profile.Settings.GetValueOrDefault("REGISTRY_SERVICE");
        var service = await Service(registry ?? Profile.Init);
        var log = await Engine.Logs(service.Id);
        return log.Split('\n').Count(line => line.Contains(registry is null ? "pulling " : "/v2/", StringComparison.Ordinal));
    }

    /// <summary>The models that the running server lists, by their full names.</summary>
    public async Task<IReadOnlyList<string>> ListedModels()
    {
        var list = await Engine.Exec((await Service(Profile.Ollama)).Id, "ollama", "list");
        return list.ExitCode == 0 ? ModelNames(list.Output) : throw new InvalidOperationException($"ollama list: {list}");
    }

    /// <summary>The names in what <c>ollama list</c> has written.</summary>
    public static IReadOnlyList<string> ModelNames(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => !line.StartsWith("NAME", StringComparison.Ordinal)).Skip(1).Select(line => line.Split(' ', '\t')[0])];
    }

    /// <summary>The running test judges this stack: evidence is taken from it, and the backend is the container looked at unless the row names another.</summary>
    public async Task Judged()
    {
        Judgement.Note.Collect = Collect;
        Judgement.Note.Container ??= (await Services()).GetValueOrDefault(Profile.Backend)?.Name;
    }

    /// <summary>Puts what a reader of a broken row needs into a folder: resolved files, states, logs, events; and in one file what all logged since a moment.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="since">Start of the moment (UTC).</param>
    public async Task Collect(string folder, DateTimeOffset since)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "compose.resolved.json"), Model.Json);
        await File.WriteAllTextAsync(Path.Combine(folder, "up.txt"), FirstUp.ToString());
        var services = await Services();
        await File.WriteAllLinesAsync(Path.Combine(folder, "states.txt"), services.Values.Select(state => state.ToString()));
        await File.WriteAllTextAsync(Path.Combine(folder, "events.txt"), string.Join('\n', Events(DateTimeOffset.MinValue)));
        List<string> moment = [];
        foreach (var state in services.Values)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{state.Service}.log"), await Engine.Logs(state.Id));
            var lines = (await Engine.Logs(state.Id, since)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            moment.AddRange(lines.Where(line => line.Contains(' ', StringComparison.Ordinal)).Select(line => line.Insert(line.IndexOf(' ', StringComparison.Ordinal) + 1, $"{state.Service,-18} ")));
        }

        // Each line begins with its time in one format, so that the order of text is the order of time.
        await File.WriteAllLinesAsync(Path.Combine(folder, Run.MomentLog), moment.Order(StringComparer.Ordinal));
    }

    /// <summary>Takes the stack down with its volumes.</summary>
    public async ValueTask DisposeAsync()
    {
        Run.Current.Say("stack", Project, $"{Name}: down");
        Search.Dispose();
        if (upstream.IsValueCreated)
        {
            upstream.Value.Dispose();
        }

        try
        {
            await compose.DisposeAsync();
        }
        finally
        {
            slot.Dispose();
            if (events is not null)
            {
                await events.DisposeAsync();
            }

            Engine.Dispose();
        }

        Run.Current.Say("stack", Project, $"{Name}: gone");
    }

    // The reaper removes what carries the session's label when this process is gone.
    private static string[] Owned =>
        ["--label", $"org.archiv.tests={Run.Current.Id}", "--label", $"org.testcontainers.session-id={ResourceReaper.DefaultSessionId:D}"];

    private IReadOnlyList<string> Files(IReadOnlyList<string> overlays) => [.. Profile.Files, .. overlays];

    private async Task Start()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Run.Current.Say("stack", Project, $"{Name}: up");
        events = new EventWatch(Engine, Project);
        using var deadline = new CancellationTokenSource(Profile.UpTimeout + TimeSpan.FromSeconds(60));
        try
        {
            await compose.StartAsync(deadline.Token);
            FirstUp = new Execution(0, "", "", clock.Elapsed);
        }
        catch (Exception failed) when (failed is ComposeServiceFailedException or ExecFailedException)
        {
            FirstUp = new Execution((failed as ExecFailedException)?.ExecResult.ExitCode ?? 1, "", failed.Message, clock.Elapsed);
        }
        catch (OperationCanceledException)
        {
            FirstUp = new Execution(-1, "", "up did not end", clock.Elapsed);
        }

        Run.Current.Say("stack", Project, $"{Name}: up ended with {FirstUp.ExitCode} after {FirstUp.Elapsed.TotalSeconds:0.0} s");
        try
        {
            UnknownOnHostTrouble(FirstUp.Error);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    // A port that another program holds says nothing about the stack, and must not read as broken.
    private static void UnknownOnHostTrouble(string error)
    {
        if (error.Split('\n').FirstOrDefault(line => HostTroubles.Any(trouble => line.Contains(trouble, StringComparison.Ordinal))) is { } line)
        {
            Unjudged.Because($"the host refuses: {line.Trim()}");
        }
    }
}
