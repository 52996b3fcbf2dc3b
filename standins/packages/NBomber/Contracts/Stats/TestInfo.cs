namespace NBomber.Contracts.Stats;

/// <summary>Identity of a run.</summary>
public sealed record TestInfo
{
    /// <summary>Unique per run; begins with its start.</summary>
    public required string SessionId { get; set; }

    /// <summary>As given by <c>WithTestSuite</c>.</summary>
    public required string TestSuite { get; set; }

    /// <summary>As given by <c>WithTestName</c>.</summary>
    public required string TestName { get; set; }

    /// <summary>Empty: there is no cluster.</summary>
    public string ClusterId { get; set; } = "";

    /// <summary>Start of the run in UTC.</summary>
    public required DateTime Created { get; set; }
}
