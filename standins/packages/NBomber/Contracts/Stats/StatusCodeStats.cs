namespace NBomber.Contracts.Stats;

/// <summary>How often a status code was given.</summary>
public sealed record StatusCodeStats
{
    /// <summary>The code.</summary>
    public required string StatusCode { get; init; }

    /// <summary>Whether it came with failures.</summary>
    public required bool IsError { get; init; }

    /// <summary>The first message that came with it.</summary>
    public required string Message { get; init; }

    /// <summary>Number.</summary>
    public required int Count { get; init; }

    /// <summary>Share of successes and failures together, in percent, rounded.</summary>
    public required int Percent { get; init; }
}
