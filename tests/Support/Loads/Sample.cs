namespace Archiv.Tests.Support.Loads;

/// <summary>One request under load as its caller saw it.</summary>
/// <param name="Due">When it was meant to start, seconds after the first of its load.</param>
/// <param name="Late">Seconds that the generator was late with it.</param>
/// <param name="Latency">Seconds from the moment it was due to the last byte.</param>
/// <param name="Status">Status code, 0 where no answer came.</param>
public sealed record Sample(double Due, double Late, double Latency, int Status);
