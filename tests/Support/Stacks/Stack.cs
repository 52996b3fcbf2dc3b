using System.Globalization;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules;
using DotNet.Testcontainers.Containers;

namespace Archiv.Tests.Support.Stacks;

/// <summary>
/// One deployed stack under a Compose project of its own: brought up through Testcontainers' ComposeContainer,
/// then driven by the Compose command in its container, so that re-ups, overlays and partial stacks happen in the same project.
/// The Compose container's ambassador is not used: it keeps addresses from the start; the proxy's published port is.
/// </summary>
public sealed partial class Stack : IAsyncDisposable
{
    private readonly IContainer compose;
    private readonly IReadOnlyList<string> overlays;
    private readonly IReadOnlyList<string> services;
    private readonly StackSlot slot;
    private readonly Lazy<ScriptedUpstream> upstream;
    private EventWatch? events;

    private Stack(string name, Profile profile, IReadOnlyList<string> overlays, IReadOnlyList<string> services, StackSlot slot, IContainer compose, string project)
    {
        Project = project;
        this.services = services;
        this.slot = slot;
        Name = name;
        Profile = profile;
        this.overlays = overlays;
        this.compose = compose;
        Model = ComposeCli.Resolve(Files(overlays), profile.Settings);
        Search = new SearchClient(profile, project);
        Run.Current.Secrets.Learn(Model);
        upstream = new(() => new ScriptedUpstream(int.Parse(profile.Required("SCRIPT_PORT"), CultureInfo.InvariantCulture)));
    }

    /// <summary>What the stack is for, in reports.</summary>
    public string Name { get; }

    /// <summary>The settings it was brought up with; ports that it publishes are picked free, see <see cref="UpDeployed"/>.</summary>
    public Profile Profile { get; }

    /// <summary>The resolved model of its files.</summary>
    public ComposeModel Model { get; }

    /// <summary>The services that are meant to run, in whichever way the file says that they restart, or not at all.</summary>
    public IEnumerable<string> LongRunning => Model.Services.Values.Where(service => service.Name != Profile.Init && !OneShots.Is(service, Model)).Select(service => service.Name);

    /// <summary>The engine on which it runs.</summary>
    public DockerEngine Engine { get; } = new();

    /// <summary>Its user, through the proxy.</summary>
    public SearchClient Search { get; }

    /// <summary>How the first <c>up</c> ended; rows judge what they need of it.</summary>
    public Execution FirstUp { get; private set; } = new(-1, "", "not brought up", TimeSpan.Zero);

    /// <summary>The Compose project.</summary>
    public string Project { get; }

    /// <summary>True when somebody else brought it up: nothing is known of its beginning, and it is left as it is.</summary>
    public bool Attached { get; private init; }

    /// <summary>The model server, asked on its own network.</summary>
    public ModelServerClient ModelServer => new(this);

    /// <summary>Throw-away containers beside it: probes, signals, packet filters.</summary>
    public SideContainers Beside => new(Profile, compose.ExecAsync);

    /// <summary>The log of the registry that its models come from.</summary>
    public RegistryLog Registry => new(this);

    /// <summary>The test double of the overlay <c>chaos/upstream.yml</c>.</summary>
    public ScriptedUpstream Upstream => upstream.Value;

    /// <summary>Runs Compose on this stack's files.</summary>
    /// <param name="arguments">Command and options, such as <c>up -d --wait</c>.</param>
    public Task<Execution> Compose(params string[] arguments) => Compose(overlays, [], arguments);

    /// <summary>Runs Compose with other overlays or settings than the stack was brought up with.</summary>
    /// <param name="overlays">Overlays instead of the stack's own, absolute.</param>
    /// <param name="settings">Settings that differ.</param>
    /// <param name="arguments">Command and options.</param>
    public async Task<Execution> Compose(IReadOnlyList<string> overlays, (string Key, string Value)[] settings, params string[] arguments)
    {
        var ended = await Ran(overlays, settings, arguments);
        // What `run` brings are the container's own words.
        HostTrouble.MakesUnknown(ended.ExitCode == 0 || arguments is ["run", ..] ? "" : ended.Error);
        return ended;
    }

    private async Task<Execution> Ran(IReadOnlyList<string> overlays, (string Key, string Value)[] settings, string[] arguments)
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
        return new Execution(ended.ExitCode ?? -1, ended.Stdout, ended.Stderr, clock.Elapsed);
    }

    /// <summary>Brings everything up again and waits for health, as an operator would after a reboot.</summary>
    public Task<Execution> ReUp(IReadOnlyList<string>? overlays = null, params (string Key, string Value)[] settings) =>
        UpAgain(overlays ?? this.overlays, settings, []);

    private async Task<Execution> UpAgain(IReadOnlyList<string> overlays, (string Key, string Value)[] settings, IReadOnlyList<string> services)
    {
        string[] up = ["up", "--detach", "--wait", "--wait-timeout", $"{Profile.UpTimeout.TotalSeconds:0}", "--pull", "never", .. services];
        var ended = await HostTrouble.UntilNetworksAreFree(() => Ran(overlays, settings, up), Longest(Profile));
        HostTrouble.MakesUnknown(ended.ExitCode == 0 ? "" : ended.Error);
        return ended;
    }

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

    /// <summary>The running test judges this stack: evidence is taken from it.</summary>
    /// <param name="looksAt">The service that the row looks at first; null where the row names its containers itself.</param>
    public async Task Judged(string? looksAt)
    {
        Judgement.Note.Collect = (folder, since) => StackEvidence.Collect(this, folder, since);
        if (looksAt is not null)
        {
            Judgement.Note.Container = await Container(looksAt);
        }
    }

    /// <summary>Name of a service's container; of the service where it has none.</summary>
    public async Task<string> Container(string service) => (await Services()).GetValueOrDefault(service)?.Name ?? service;

    /// <summary>Takes the stack down with its volumes; one that was attached stays.</summary>
    public async ValueTask DisposeAsync()
    {
        Run.Current.Say("stack", Project, $"{Name}: {(Attached ? "left as it was" : "down")}");
        try
        {
            await compose.DisposeAsync();
        }
        finally
        {
            await Release();
        }

        if (!Attached)
        {
            Run.Current.Say("stack", Project, $"{Name}: gone");
        }
    }

    /// <summary>Lets go of the stack and leaves it running, without the container that Compose ran in.</summary>
    public async Task Leave()
    {
        await Engine.Remove(compose.Id);
        await Release();
        Run.Current.Say("kept", Project, Profile.Required("PROXY_PORT"));
    }

    private async Task Release()
    {
        Search.Dispose();
        if (upstream.IsValueCreated)
        {
            upstream.Value.Dispose();
        }

        slot.Dispose();
        if (events is not null)
        {
            await events.DisposeAsync();
        }

        Engine.Dispose();
    }

    private void Follow() => events = new EventWatch(Engine, Project);

    /// <summary>Its compose files, absolute, in the order of <c>-f</c>.</summary>
    public IReadOnlyList<string> Files() => Files(overlays);

    private IReadOnlyList<string> Files(IReadOnlyList<string> overlays) => [.. Profile.Files, .. overlays];

    // For other stacks to make room; seconds, not less than ten of them need to come up.
    private static TimeSpan Longest(Profile profile) => 10 * profile.UpTimeout;
}
