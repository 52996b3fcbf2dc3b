using System.Text.Json;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Judging;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Reads what the processes of a run have left besides verdicts: for timeline, latencies and memory.</summary>
internal static class RunRecord
{
    private const int LongestText = 160;

    /// <summary>Events and requests of a run; null where there are none.</summary>
    public static Timeline? Timeline(string directory)
    {
        var events = new EventTail(directory).Read().Where(entry => entry.What is not ("row-start" or "row-end"))
            .Select(entry => entry with { Text = Short(entry.Text) }).ToList();
        var requests = Requests(directory);
        return events.Count + requests.Count == 0 ? null : new Timeline(events, Reporting.Timeline.Thinned(requests), requests.Count);
    }

    /// <summary>Answer times: what load rows have left, and the single requests by what was asked, how it was answered and whether a fault was at work.</summary>
    public static IReadOnlyList<LatencySeries>? Latency(string directory)
    {
        var folder = Path.Combine(directory, "latency");
        var left = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(file => JsonSerializer.Deserialize<LatencySeries>(File.ReadAllText(file), Run.Json)!)
            : [];
        var faults = Faults(new EventTail(directory).Read());
        var single = Requests(directory).GroupBy(request => Name(request, faults))
            .Select(group => new LatencySeries(group.Key, null, LatencyHistogram.Of(group.Select(request => TimeSpan.FromMilliseconds(request.Milliseconds)))));
        var all = Merge([.. left, .. single]);
        return all.Count == 0 ? null : all;
    }

    /// <summary>Adds up series of one name.</summary>
    public static IReadOnlyList<LatencySeries> Merge(IEnumerable<LatencySeries> parts) =>
    [
        .. parts.GroupBy(part => part.Name).OrderBy(group => group.First().Row is null).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First() with { Histogram = LatencyHistogram.Sum(group.Select(part => part.Histogram)) }),
    ];

    private static IReadOnlyList<RequestSeen> Requests(string directory) => [.. Lines.Of<RequestSeen>(directory, "requests").OrderBy(request => request.At)];

    private static string Name(RequestSeen request, ILookup<string, (DateTimeOffset From, DateTimeOffset To)> faults)
    {
        var ended = request.At.AddMilliseconds(request.Milliseconds);
        var broken = faults[request.Project].Any(fault => request.At <= fault.To && ended >= fault.From);
        return $"{request.What}, {(request.Status != 0 ? request.Status : request.Impatient ? "the caller left" : "no answer")}{(broken ? ", under a fault" : "")}";
    }

    // From its injection until the stack was told to heal; one that was never healed lasts to the end.
    private static ILookup<string, (DateTimeOffset From, DateTimeOffset To)> Faults(IReadOnlyList<RunEvent> events) => events
        .Where(entry => entry.What == "fault")
        .ToLookup(entry => entry.Subject, entry =>
        (
            entry.At,
            events.FirstOrDefault(later => later.What == "heal" && later.Subject == entry.Subject && later.At >= entry.At)?.At ?? DateTimeOffset.MaxValue));

    private static string Short(string text) => text.Length > LongestText ? text[..LongestText] + "…" : text;
}
