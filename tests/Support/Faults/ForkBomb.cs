using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// Something in a service's container starts processes that only wait, until the kernel refuses one or there are <see cref="Most"/>, and dies:
/// they are left to whoever adopts them. They end by themselves after <see cref="Life"/>, so that the host is in no danger.
/// </summary>
/// <param name="service">The service.</param>
public sealed class ForkBomb(string service) : IFault
{
    /// <summary>The most processes that it starts.</summary>
    public const int Most = 400;

    /// <summary>How long each lives if nobody ends it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(47);

    private const int Through = 77;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public string Name => $"a fork bomb in '{service}'";

    /// <summary>The kernel's counters before it.</summary>
    public PidsCounters? Before { get; private set; }

    /// <summary>The kernel's counters when no more was started.</summary>
    public PidsCounters? Full { get; private set; }

    /// <summary>The kernel's counters after its processes were killed; null where they could not be read any more.</summary>
    public PidsCounters? After { get; private set; }

    /// <summary>True when each process that it wanted was started.</summary>
    public bool Unhindered { get; private set; }

    /// <summary>How the shell that started it ended.</summary>
    public Execution? Ran { get; private set; }

    // The inner shell dies of the refusal; the outer one has started nothing else and can still read and write.
    private static string Script =>
        $"(n=0; while [ $n -lt {Most} ]; do sleep {Life.TotalSeconds:0} >/dev/null 2>&1 & n=$((n+1)); done; exit {Through}); ended=$?; {PidsCounters.Script}; exit $ended";

    // Starts no process: there may be room for this shell only.
    private static string Kill =>
        $"for p in /proc/[0-9]*; do read -r line <$p/cmdline; case $line in sleep*{Life.TotalSeconds:0}) kill -KILL ${{p#/proc/}};; esac; done 2>/dev/null; {PidsCounters.Script}";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var container = (await stack.Service(service)).Id;
        Before = await PidsCounters.Read(stack.Engine, container);
        Ran = await stack.Engine.Exec(container, "sh", "-c", Script);
        Full = PidsCounters.Parse(Ran.Output);
        Unhindered = Ran.ExitCode == Through;
    }

    /// <inheritdoc />
    /// <remarks>Whether anything stopped it is what rows judge; here only that it ran.</remarks>
    public Task<string?> Escapes(Stack stack) => Task.FromResult(Full is null ? $"it did not run: {Ran}" : null);

    /// <inheritdoc />
    /// <remarks>Where its processes stay for ever, the service is restarted, and <see cref="After"/> shows it.</remarks>
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        After = await Eventually.Last(async () => await Killed(stack), left => left is not null && Gone(left), Patience);
        if (After is null || !Gone(After))
        {
            await stack.Compose("restart", "--timeout", "5", service);
        }
    }

    /// <summary>True when so few processes are left that the bomb's cannot be among them; a busy service has some threads more than before.</summary>
    public bool Gone(PidsCounters left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return Full is null || Before is null || left.Current < Before.Current + (Full.Current - Before.Current) / 4;
    }

    private async Task<PidsCounters?> Killed(Stack stack) =>
        PidsCounters.Parse((await stack.Engine.Exec((await stack.Service(service)).Id, "sh", "-c", Kill)).Output);
}
