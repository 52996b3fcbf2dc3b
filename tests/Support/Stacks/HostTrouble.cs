using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Support.Stacks;

/// <summary>What Compose says when the host, and not the stack, is the reason: it says nothing about the stack, and must not read as broken.</summary>
internal static class HostTrouble
{
    private const string NoAddressPool = "non-overlapping IPv4 address pool";
    private static readonly string[] Known = ["port is already allocated", "address already in use", NoAddressPool, "no space left on device", "Cannot connect to the Docker daemon"];
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Makes the row unknown when the host is the reason.</summary>
    /// <param name="error">What a failed command has written.</param>
    public static void MakesUnknown(string error)
    {
        if (error.Split('\n').FirstOrDefault(line => Known.Any(trouble => line.Contains(trouble, StringComparison.Ordinal))) is { } line)
        {
            Unjudged.Because($"the host refuses: {line.Trim()}");
        }
    }

    /// <summary>True when the engine has no address pool left for another network; by default it has about thirty.</summary>
    public static bool NetworksAreUsedUp(Execution up) => up.ExitCode != 0 && up.Error.Contains(NoAddressPool, StringComparison.Ordinal);

    /// <summary>Waits in the queue for the networks of other runs: repeats <c>up</c> while the engine has no address pool left.</summary>
    /// <param name="up">Brings the stack up.</param>
    /// <param name="longest">How long to wait.</param>
    /// <returns>The last <c>up</c>.</returns>
    public static async Task<Execution> UntilNetworksAreFree(Func<Task<Execution>> up, TimeSpan longest)
    {
        using var deadline = new CancellationTokenSource(longest);
        using var ticks = new PeriodicTimer(Interval);
        Execution ended;
        while (NetworksAreUsedUp(ended = await up()) && !deadline.IsCancellationRequested)
        {
            Run.Current.Say("host", "engine", "waits for an address pool: the engine has no network left");
            await ticks.WaitForNextTickAsync();
        }

        return ended;
    }
}
