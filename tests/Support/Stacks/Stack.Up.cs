using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Archiv.Tests.Support.Stacks;

/// <content>How it comes up: through Testcontainers' ComposeContainer, or as somebody else's.</content>
public sealed partial class Stack
{
    /// <summary>Brings a stack up. A failing <c>up</c> is no exception: it is what <see cref="FirstUp"/> says.</summary>
    /// <param name="name">What the stack is for.</param>
    /// <param name="profile">Settings and files.</param>
    /// <param name="overlays">Overlays of the scenario, relative to the compose file's folder.</param>
    public static Task<Stack> Up(string name, Profile profile, params string[] overlays) => Up(name, profile, overlays, null, null);

    /// <summary>Brings the one stack up that somebody may want to look at: its proxy gets the port that PROXY_PORT names, if it does.</summary>
    /// <param name="profile">Settings and files.</param>
    /// <param name="kept">The stack outlives this process, see <see cref="Leave"/>: no reaper removes it.</param>
    public static Task<Stack> UpDeployed(Profile profile, bool kept)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Up("deployed", profile, [], null, profile.Settings.GetValueOrDefault("PROXY_PORT") is { Length: > 0 } port ? port : null, kept);
    }

    /// <summary>Takes a running stack as it is; its files and settings are those of the profile, PROXY_PORT included.</summary>
    /// <param name="profile">Settings and files.</param>
    /// <param name="project">The Compose project.</param>
    public static async Task<Stack> Attach(Profile profile, string project)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var slot = await StackSlot.Take(profile.StacksAtATime, Longest(profile));
        var stack = new Stack("attached", profile, [], [], slot, AttachedCompose.Container(profile, project), project) { Attached = true };
        try
        {
            await stack.compose.StartAsync();
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }

        stack.Follow();
        return stack;
    }

    /// <summary>Brings only some services of the files up, with what they depend on.</summary>
    /// <param name="name">What the stack is for.</param>
    /// <param name="profile">Settings and files.</param>
    /// <param name="choose">Chooses from the names of all services.</param>
    public static Task<Stack> UpOnly(string name, Profile profile, Func<IEnumerable<string>, IEnumerable<string>> choose) =>
        Up(name, profile, [], choose, null);

    private static async Task<Stack> Up(
        string name, Profile profile, string[] overlays, Func<IEnumerable<string>, IEnumerable<string>>? choose, string? proxyPort, bool kept = false)
    {
        var asked = TimeProvider.System.GetTimestamp();
        var slot = await StackSlot.Take(profile.StacksAtATime, Longest(profile));
        Judgement.Note.Queued += TimeProvider.System.GetElapsedTime(asked).TotalSeconds;
        Stack stack;
        try
        {
            stack = Build(name, profile, overlays, choose, proxyPort, slot, kept);
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
        string name, Profile profile, string[] overlays, Func<IEnumerable<string>, IEnumerable<string>>? choose, string? proxyPort, StackSlot slot, bool kept)
    {
        var settings = profile.With(
            ("PROXY_PORT", proxyPort ?? FreePort.Next()), ("TOXIPROXY_PORT", FreePort.Next()), ("SCRIPT_PORT", FreePort.Next()));
        var paths = overlays.Select(settings.Overlay).ToList();
        var builder = new ComposeBuilder(settings.Required("COMPOSE_CLI_IMAGE"))
            .WithComposeFile([.. settings.Files, .. paths])
            .WithProjectNamePrefix("archivtest")
            .WithLabel("org.archiv.tests", Run.Current.Id)
            .WithCleanUp(!kept)
            .WithComposeUpOption("--wait", "--wait-timeout", $"{profile.UpTimeout.TotalSeconds:0}", "--pull", "never")
            .WithComposeDownOption("--remove-orphans", "--rmi", "local", "--timeout", "3");
        foreach (var (key, value) in settings.Settings)
        {
            builder = builder.WithEnvironment(key, value);
        }

        List<string> services = choose is null ? [] : [.. choose(ComposeCli.Resolve([.. settings.Files, .. paths], settings.Settings).Services.Keys)];
        if (services.Count > 0)
        {
            builder = builder.WithService([.. services]);
        }

        var compose = builder.WithPull(settings.Pulls).Build();
        return new Stack(name, settings, paths, services, slot, compose, compose.ProjectName);
    }

    private async Task Start()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Run.Current.Say("stack", Project, $"{Name}: up");
        Follow();
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

        if (HostTrouble.NetworksAreUsedUp(FirstUp))
        {
            FirstUp = await UpAgain(overlays, [], services);
        }

        Run.Current.Say("stack", Project, $"{Name}: up ended with {FirstUp.ExitCode} after {FirstUp.Elapsed.TotalSeconds:0.0} s");
        try
        {
            HostTrouble.MakesUnknown(FirstUp.Error);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
