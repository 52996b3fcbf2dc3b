using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Support.Stacks;

/// <summary>
/// One of the profile's places for stacks of a run, shared by its processes: the engine's address pools hold about thirty networks,
/// and more stacks than the cores can serve only slow each other. A place is a locked file, so that a killed process gives it back.
/// </summary>
internal sealed class StackSlot : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly FileStream place;

    private StackSlot(FileStream place) => this.place = place;

    /// <summary>Waits for a free place.</summary>
    /// <param name="places">How many there are.</param>
    /// <param name="longest">How long.</param>
    /// <exception cref="TimeoutException">None became free in that time.</exception>
    public static async Task<StackSlot> Take(int places, TimeSpan longest)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Run.Current.Directory, "slots")).FullName;
        using var deadline = new CancellationTokenSource(longest);
        using var ticks = new PeriodicTimer(Interval);
        do
        {
            for (var number = 1; number <= places; number++)
            {
                try
                {
                    return new StackSlot(new FileStream(Path.Combine(folder, $"{number}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                }
                catch (IOException)
                {
                    // Taken: look at the next.
                }
            }
        }
        while (!deadline.IsCancellationRequested && await ticks.WaitForNextTickAsync());

        throw new TimeoutException($"no place for a stack became free within {longest.TotalMinutes:0} minutes");
    }

    /// <inheritdoc />
    public void Dispose() => place.Dispose();
}
