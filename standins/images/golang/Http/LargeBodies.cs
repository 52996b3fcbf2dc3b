namespace Standins.Golang.Http;

/// <summary>Gives the memory of large bodies back: a heap that has grown is only collected when more is asked for, and of an idle server nothing is.</summary>
internal static class LargeBodies
{
    /// <summary>Bytes from which a body is large.</summary>
    public const int Least = 1 << 20;
    private const int QuietMilliseconds = 1_000;
    private static readonly Timer Quiet = new(_ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>One is no longer needed; a second after the last of several the heap is made small again.</summary>
    public static void LetGo() => Quiet.Change(QuietMilliseconds, Timeout.Infinite);
}
