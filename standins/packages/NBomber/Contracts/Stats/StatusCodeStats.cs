namespace NBomber.Contracts.Stats;

/// <summary>How often a status code was given.</summary>
public sealed record StatusCodeStats
{
    /// <summary>The code.</summary>
    public required string StatusCode { get; set; }

    /// <summary>Whether it came with failures.</summary>
    public required bool IsError { get; set; }

    /// <summary>The first message that came with it.</summary>
    public required string Message { get; set; }

    /// <summary>Number.</summary>
    public required int Count { get; set; }

    /// <summary>Share of successes and failures together, in percent, rounded.</summary>
    public required int Percent { get; set; }
}
