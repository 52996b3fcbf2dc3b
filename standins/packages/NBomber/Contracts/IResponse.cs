namespace NBomber.Contracts;

/// <summary>What an iteration or a step came to.</summary>
public interface IResponse
{
    /// <summary>HTTP status or a code of the test's own; empty where none was given. "-100": timed out or cancelled, "-101": exception.</summary>
    string StatusCode { get; }

    /// <summary>Whether it counts among <c>Fail</c> instead of <c>Ok</c>.</summary>
    bool IsError { get; }

    /// <summary>Size of the answer in bytes.</summary>
    long SizeBytes { get; }

    /// <summary>Above 0: milliseconds to count instead of what was measured.</summary>
    double CustomLatencyMs { get; }

    /// <summary>Text for humans; empty where none was given.</summary>
    string Message { get; }
}
