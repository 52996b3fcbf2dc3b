namespace Standins.Toxiproxy.Loop;

/// <summary>Something an event loop wakes at a time or as soon as other work had its turn.</summary>
internal abstract class Timed
{
    /// <summary>No time: not waiting.</summary>
    public const long Never = long.MaxValue;

    /// <summary>When the loop will call <see cref="OnWake"/>, in its nanoseconds. Kept by the loop.</summary>
    public long WakeAt { get; set; } = Never;

    /// <summary>Already queued for another turn. Kept by the loop.</summary>
    public bool IsQueued { get; set; }

    public abstract void OnWake();
}
