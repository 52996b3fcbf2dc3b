namespace NBomber.Contracts;

/// <summary>One stretch of a scenario's load; made by <see cref="CSharp.Simulation"/>.</summary>
public abstract record LoadSimulation
{
    private LoadSimulation(TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(during, TimeSpan.Zero);
        During = during;
    }

    internal TimeSpan During { get; init; }

    /// <summary>Closed model: virtual users, each starting its next iteration when the last one has ended.</summary>
    internal sealed record Copies(int Count, bool Ramp, TimeSpan During) : LoadSimulation(During);

    /// <summary>Open model: iterations start at times that do not depend on the answers.</summary>
    internal sealed record Arrivals(double PerSecond, bool Ramp, TimeSpan During) : LoadSimulation(During);

    internal sealed record Idle(TimeSpan During) : LoadSimulation(During);
}
