namespace Archiv.Backend.Search;

/// <summary>When a search has to end; a piece of an answer that arrives moves it only where it limits silence instead of the search.</summary>
internal sealed class Deadline : IDisposable
{
    // The one of the search that runs on this path of execution.
    private static readonly AsyncLocal<Deadline?> Current = new();

    private readonly CancellationTokenSource source;
    private readonly TimeSpan? silence;

    private Deadline(TimeSpan left, bool ofSilence, TimeProvider clock) =>
        (source, silence) = (new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock), ofSilence ? left : null);

    public CancellationToken Token => source.Token;

    public bool Passed => source.IsCancellationRequested;

    /// <summary>Begins one that <see cref="Progress"/> finds.</summary>
    /// <param name="left">The time until then.</param>
    /// <param name="ofSilence">True when each piece of an answer begins that time anew.</param>
    /// <param name="clock">The clock.</param>
    public static Deadline Begin(TimeSpan left, bool ofSilence, TimeProvider clock) => Current.Value = new(left, ofSilence, clock);

    /// <summary>Says that a piece of an answer has arrived.</summary>
    public static void Progress()
    {
        if (Current.Value is { silence: { } time } deadline)
        {
            deadline.source.CancelAfter(time);
        }
    }

    public void Dispose()
    {
        Current.Value = null;
        source.Dispose();
    }
}
