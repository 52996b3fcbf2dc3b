using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>One stack of the run: from its first event to its last.</summary>
/// <param name="Project">Its Compose project.</param>
/// <param name="Name">What it was for.</param>
/// <param name="Events">Its events in the order of time.</param>
/// <param name="Requests">What was asked of it.</param>
/// <param name="Rows">The observations that looked at it, with their rows.</param>
internal sealed partial record Lane(
    string Project, string Name, IReadOnlyList<RunEvent> Events, IReadOnlyList<RequestSeen> Requests, IReadOnlyList<(string Row, Observation Seen)> Rows)
{
    /// <summary>When it began.</summary>
    public DateTimeOffset From => Events[0].At;

    /// <summary>When it was gone.</summary>
    public DateTimeOffset To => Events[^1].At;

    /// <summary>When it had come up; its beginning where it never did.</summary>
    public DateTimeOffset Up => Events.FirstOrDefault(entry => entry.What == "stack" && entry.Text.Contains("up ended with", StringComparison.Ordinal))?.At ?? From;

    /// <summary>When it was told to go; what its containers do then is no news.</summary>
    public DateTimeOffset Down => Events.LastOrDefault(entry => entry.What == "stack" && entry.Text.EndsWith(": down", StringComparison.Ordinal))?.At ?? To;

    /// <summary>Faults with the moment at which the stack was told to heal.</summary>
    public IEnumerable<(RunEvent Fault, DateTimeOffset Healed)> Faults => Events.Where(entry => entry.What == "fault")
        .Select(fault => (fault, Events.FirstOrDefault(entry => entry.What == "heal" && entry.At >= fault.At)?.At ?? To));

    /// <summary>What the engine told of its containers while it was up.</summary>
    public IEnumerable<RunEvent> Engine => Events.Where(entry => entry.What == "engine" && entry.At >= Up && entry.At < Down);

    /// <summary>The starts among them of a service that had died: a first start is no news.</summary>
    public IReadOnlySet<RunEvent> Restarts
    {
        get
        {
            HashSet<string> dead = [];
            HashSet<RunEvent> restarts = [];
            foreach (var entry in Engine)
            {
                var (service, action) = (entry.Text.Split(' ')[0], entry.Text.Split(' ').ElementAtOrDefault(1));
                if (action == "die")
                {
                    dead.Add(service);
                }
                else if (action == "start" && dead.Remove(service))
                {
                    restarts.Add(entry);
                }
            }

            return restarts;
        }
    }

    /// <summary>Phases of load, each until its planned end, if it has one, or that of a load which ended before.</summary>
    public IEnumerable<(RunEvent Began, DateTimeOffset Ended)> Loads => Events.Where(entry => entry.What == "load").Select(began =>
    {
        var ended = Events.FirstOrDefault(entry => entry.What == "load-end" && entry.At >= began.At)?.At ?? To;
        return Lasting().Match(began.Text) is { Success: true } match && began.At.AddSeconds(double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture)) is var planned && planned < ended
            ? (began, planned)
            : (began, ended);
    });

    /// <summary>The stacks of a report, in the order in which they began.</summary>
    public static IReadOnlyList<Lane> Of(Report report)
    {
        var timeline = report.Timeline!;
        var requests = timeline.Requests.ToLookup(request => request.Project);
        var seen = report.Rows.SelectMany(row => row.Observations.Select(seen => (row.Id, Seen: seen))).ToLookup(entry => InProject().Match(entry.Seen.Container ?? "").Groups["project"].Value);
        return
        [
            .. timeline.Events.Where(entry => InProject().IsMatch(entry.Subject)).GroupBy(entry => entry.Subject)
                .Select(group => new Lane(group.Key, NameOf(group), [.. group], [.. requests[group.Key]], [.. seen[group.Key].OrderBy(entry => entry.Seen.At)]))
                .OrderBy(lane => lane.From),
        ];
    }

    private static string NameOf(IEnumerable<RunEvent> events) => events.FirstOrDefault(entry => entry.What == "stack")?.Text.Split(": ")[0] ?? events.First().Subject;

    [GeneratedRegex(@" for (?<seconds>[\d.]+) s$", RegexOptions.ExplicitCapture)]
    private static partial Regex Lasting();

    // As Testcontainers names the projects of this repository; the containers' names begin with it.
    [GeneratedRegex("^/?(?<project>archivtest-[0-9a-f]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex InProject();
}
