namespace Standins.Golang.Http;

/// <summary>What a server bears from its callers; without limits, as Go's server is when nothing is set.</summary>
internal sealed record HttpLimits
{
    /// <summary>Connections at a time.</summary>
    public int Callers { get; init; } = int.MaxValue;

    /// <summary>Bytes of a request's body.</summary>
    public long Body { get; init; } = long.MaxValue;

    /// <summary>Between two requests.</summary>
    public TimeSpan Idle { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>From the first byte of a request to its last.</summary>
    public TimeSpan Reading { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>From there to the last byte of the answer.</summary>
    public TimeSpan Answering { get; init; } = Timeout.InfiniteTimeSpan;
}
