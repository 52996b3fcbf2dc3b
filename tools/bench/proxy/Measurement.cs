namespace Archiv.Bench.Proxy;

/// <summary>One line of the table: what is measured, its unit and how.</summary>
internal sealed record Measurement(string Name, Func<int, TimeSpan, double> Run)
{
    public static readonly Measurement[] All =
    [
        new("down, 1 connection, MB/s", (port, time) => Load.Bulk(port, down: true, 1, time)),
        new("up, 1 connection, MB/s", (port, time) => Load.Bulk(port, down: false, 1, time)),
        new("down, 50 connections, MB/s", (port, time) => Load.Bulk(port, down: true, 50, time)),
        new("up, 50 connections, MB/s", (port, time) => Load.Bulk(port, down: false, 50, time)),
        new("1 KB ping-pong, 1 connection, p50 µs", (port, time) => SecondBest(Enumerable.Range(0, 5).Select(_ => Load.PingPong(port, 1, time / 5).P50))),
        new("1 KB ping-pong, 50 connections, round trips/s", (port, time) => Load.PingPong(port, 50, time).PerSecond),
        new("connections/s, 4 workers", (port, time) => Load.Connections(port, 4, time)),
    ];

    // Whether both ends and the proxy happen to share a processor makes a factor of two, for every proxy alike. It is decided once
    // for a connection, so several are tried and the second best one counts.
    private static double SecondBest(IEnumerable<double> values) => values.Order().ElementAt(1);
}
