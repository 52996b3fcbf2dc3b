namespace Archiv.Bench.Proxy;

/// <summary>One line of the table: what is measured, its unit and how.</summary>
/// <param name="Name">What it is called, unit at the end.</param>
/// <param name="Run">Measures a port for a time.</param>
/// <param name="Turns">Into how many turns its time of a round is cut; the contenders alternate in each.</param>
internal sealed record Measurement(string Name, Func<int, TimeSpan, double> Run, int Turns = 1)
{
    public static readonly Measurement[] All =
    [
        new("down, 1 connection, MB/s", (port, time) => Load.Bulk(port, down: true, 1, time)),
        new("up, 1 connection, MB/s", (port, time) => Load.Bulk(port, down: false, 1, time)),
        new("down, 50 connections, MB/s", (port, time) => Load.Bulk(port, down: true, 50, time)),
        new("up, 50 connections, MB/s", (port, time) => Load.Bulk(port, down: false, 50, time)),

        // Whether both ends and the proxy share a processor is decided once for a connection and makes a factor of two: many are tried.
        new("1 KB ping-pong, 1 connection, p50 µs", (port, time) => Load.PingPong(port, 1, time).P50, Turns: 5),
        new("1 KB ping-pong, 50 connections, round trips/s", (port, time) => Load.PingPong(port, 50, time).PerSecond),
        new("connections/s, 4 workers", (port, time) => Load.Connections(port, 4, time)),
    ];
}
