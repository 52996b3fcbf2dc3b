namespace NBomber.Contracts.Stats;

/// <summary>Identity of a run.</summary>
public sealed record TestInfo
{
    /// <summary>Unique per run.</summary>
    public required string SessionId { get; init; }

    /// <summary>As given by <c>WithTestSuite</c>.</summary>
    public required string TestSuite { get; init; }

    /// <summary>As given by <c>WithTestName</c>.</summary>
    public required string TestName { get; init; }

    /// <summary>Start of the run in UTC.</summary>
    public required DateTime Created { get; init; }
}
