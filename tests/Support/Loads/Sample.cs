namespace Archiv.Tests.Support.Loads;

/// <summary>One request under load as its caller saw it.</summary>
/// <param name="Due">When it was meant to start, seconds after its load began.</param>
/// <param name="Late">Seconds that the generator was late with it.</param>
/// <param name="Latency">Seconds from the moment it was due to the last byte.</param>
/// <param name="Status">Status code, 0 where no answer came.</param>
public sealed record Sample(double Due, double Late, double Latency, int Status)
{
    /// <summary>Which request of its load it was, counted from 0.</summary>
    public int Number { get; init; }

    /// <summary>Its body was what its status promises; a 200 that is no result of a search helps nobody.</summary>
    public bool Proper { get; init; } = true;
}
