namespace Standins.Toxiproxy.Proxying;

/// <summary>What holds for all proxies of the process.</summary>
/// <param name="Loops">The threads that carry the connections.</param>
/// <param name="Traffic">Counters of ended connections, or null when nobody asked for metrics.</param>
/// <param name="PassHalfClose">Pass the end of one direction on by itself; the original closes both.</param>
/// <param name="DialLimit">How long connecting to an upstream may take; the original waits for the kernel.</param>
internal sealed record ServerOptions(LoopGroup Loops, TrafficCounters? Traffic, bool PassHalfClose, TimeSpan DialLimit);
