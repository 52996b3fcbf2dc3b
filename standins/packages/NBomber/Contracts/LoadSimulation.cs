namespace NBomber.Contracts;

/// <summary>One stretch of a scenario's load; made by <see cref="CSharp.Simulation"/>.</summary>
public abstract record LoadSimulation
{
    private LoadSimulation(TimeSpan during) => During = during;

    internal TimeSpan During { get; init; }

    /// <summary>Number of copies, or rate per interval.</summary>
    internal abstract int Value { get; }

    internal abstract string Name { get; }

    /// <summary>Closed model: virtual users, each starting its next iteration when the last one has ended.</summary>
    internal sealed record Copies(int Count, bool Ramp, TimeSpan During) : LoadSimulation(During)
    {
        internal override int Value => Count;

        internal override string Name => Ramp ? "ramping_constant" : "keep_constant";
    }

    /// <summary>Open model: iterations start at times that do not depend on the answers.</summary>
    internal sealed record Arrivals(int Rate, TimeSpan Interval, bool Ramp, TimeSpan During) : LoadSimulation(During)
    {
        internal double PerSecond => Rate / Interval.TotalSeconds;

        internal override int Value => Rate;

        internal override string Name => Ramp ? "ramping_inject" : "inject";
    }

    /// <summary>Open model: each interval has a rate of its own.</summary>
    internal sealed record RandomArrivals(int MinRate, int MaxRate, TimeSpan Interval, TimeSpan During) : LoadSimulation(During)
    {
        internal override int Value => MaxRate;

        internal override string Name => "inject_random";
    }

    /// <summary>Closed model: so many iterations by so many virtual users, however long that takes.</summary>
    internal sealed record CopiesOnce(int Count, int Iterations) : LoadSimulation(TimeSpan.Zero)
    {
        internal override int Value => Count;

        internal override string Name => "iterations_for_constant";
    }

    /// <summary>Open model: so many iterations.</summary>
    internal sealed record ArrivalsOnce(int Rate, TimeSpan Interval, int Iterations) : LoadSimulation(TimeSpan.Zero)
    {
        internal override int Value => Rate;

        internal override string Name => "iterations_for_inject";
    }

    internal sealed record Idle(TimeSpan During) : LoadSimulation(During)
    {
        internal override int Value => 0;

        internal override string Name => "pause";
    }
}
