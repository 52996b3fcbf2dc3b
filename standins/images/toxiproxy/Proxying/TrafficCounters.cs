using System.Collections.Concurrent;

namespace Standins.Toxiproxy.Proxying;

/// <summary>Bytes of ended connections, for the metrics.</summary>
internal sealed class TrafficCounters
{
    private readonly ConcurrentDictionary<(string Direction, Labels Labels), (long Received, long Sent)> _counters = new();

    public void Add(string direction, Labels labels, long received, long sent) =>
        _counters.AddOrUpdate((direction, labels), (received, sent), (_, sum) => (sum.Received + received, sum.Sent + sent));

    public IReadOnlyList<(string Direction, Labels Labels, long Received, long Sent)> Snapshot() =>
        [.. _counters.Select(entry => (entry.Key.Direction, entry.Key.Labels, entry.Value.Received, entry.Value.Sent))
            .OrderBy(entry => entry.Direction, StringComparer.Ordinal)
            .ThenBy(entry => entry.Labels.Listener, StringComparer.Ordinal)
            .ThenBy(entry => entry.Labels.Proxy, StringComparer.Ordinal)
            .ThenBy(entry => entry.Labels.Upstream, StringComparer.Ordinal)];

    /// <summary>What a connection is counted under: the proxy as it was when the connection started.</summary>
    internal readonly record struct Labels(string Proxy, string Listener, string Upstream);
}
