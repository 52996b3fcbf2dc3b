using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Makes one report of the parts that machines beside each other have judged.</summary>
internal static class Merge
{
    // What decides where a row is in several parts; planned says least.
    private static readonly RowStatus[] Worst = [RowStatus.Broken, RowStatus.Unknown, RowStatus.Waived, RowStatus.NotApplicable, RowStatus.Held, RowStatus.Planned];

    /// <summary>The report of all parts; what is missing for a whole stands in <see cref="Report.Open"/>.</summary>
    /// <param name="parts">The parts; their links already lead where the merged report lies.</param>
    /// <param name="id">Id of the merged run.</param>
    /// <param name="command">The line that merged them.</param>
    public static Report Of(IReadOnlyList<Report> parts, string id, string command)
    {
        var heads = parts.Select(part => part.Run).ToList();
        var (started, ended) = (heads.Min(head => head.StartedAt), heads.Max(head => head.StartedAt.AddSeconds(head.Seconds)));
        var head = heads[0] with
        {
            Id = id,
            Dirty = heads.Any(one => one.Dirty),
            Engine = heads.Select(one => one.Engine).OfType<string>().FirstOrDefault(),
            StartedAt = started,
            Seconds = Math.Round((ended - started).TotalSeconds, 1),
            Waited = Math.Round(heads.Sum(one => one.Waited), 1),
            Ratio = null,
            Command = command,
            Interrupted = heads.Any(one => one.Interrupted),
            Images = Reporting.Images.Together(heads.Select(one => one.Images)),
            Overlays = [.. heads.SelectMany(one => one.Overlays).Distinct()],
            Packages = [.. heads.SelectMany(one => one.Packages).Distinct().OrderBy(package => package.Name, StringComparer.Ordinal)],
            Shard = null,
            Parts = [.. heads.Select(one => $"{one.Id}{(one.Shard is { } shard ? $" (part {shard})" : "")} on {one.Host.System}, {one.Host.Cores} cores")],
        };
        return Report.Of(head, Rows(parts)) with
        {
            Open = [.. MissingParts(heads), .. Differences(heads), .. parts.SelectMany(part => part.Open).Distinct()],
            Timeline = Together(parts),
            Latency = parts.Any(part => part.Latency is not null) ? RunRecord.Merge(parts.SelectMany(part => part.Latency ?? [])) : null,
            Memory = parts.Any(part => part.Memory is not null) ? [.. parts.SelectMany(part => part.Memory ?? [])] : null,
            Mutants = parts.Select(part => part.Mutants).OfType<KillSummary>().OrderByDescending(matrix => matrix.Mutants.Count).ThenByDescending(matrix => matrix.Run, StringComparer.Ordinal).FirstOrDefault(),
        };
    }

    /// <summary>Looks whether a part is there twice: its requests would count twice.</summary>
    /// <exception cref="WrongUse">One is.</exception>
    public static void RefuseTwins(IReadOnlyList<RunHead> heads)
    {
        var runs = heads.GroupBy(head => (head.Id, head.StartedAt)).Where(same => same.Count() > 1).Select(same => $"run {same.Key.Id}");
        var parts = heads.Where(head => head.Shard is not null).GroupBy(head => (head.Shard, head.Command)).Where(same => same.Count() > 1).Select(same => $"part {same.Key.Shard}");
        if (runs.Concat(parts).FirstOrDefault() is { } twin)
        {
            throw new WrongUse($"{twin} is there twice: name each part once");
        }
    }

    private static IReadOnlyList<RowResult> Rows(IReadOnlyList<Report> parts)
    {
        var order = Catalogue.Rows.Select((row, index) => (row.Id, index)).ToDictionary(entry => entry.Id, entry => entry.index);
        return [.. parts.SelectMany(part => part.Rows).GroupBy(row => row.Id).OrderBy(group => order.GetValueOrDefault(group.Key, int.MaxValue)).Select(group => Row([.. group]))];
    }

    private static RowResult Row(IReadOnlyList<RowResult> rows)
    {
        var worst = rows.MinBy(row => Array.IndexOf(Worst, row.Status))!;
        var judged = rows.Where(row => row.Status != RowStatus.Planned || worst.Status == RowStatus.Planned).ToList();
        return judged.Count == 1 || worst.Status == RowStatus.Planned ? worst : worst with
        {
            Reason = string.Join("; ", judged.Where(row => row.Status == worst.Status).Select(row => row.Reason).Distinct()),
            Kinds = [.. judged.SelectMany(row => row.Kinds).Distinct().Order()],
            Evidence = [.. judged.SelectMany(row => row.Evidence).Distinct()],
            Seconds = Math.Round(judged.Sum(row => row.Seconds), 3),
            Observations = [.. judged.SelectMany(row => row.Observations).OrderBy(seen => seen.StartedAt)],
        };
    }

    private static Timeline? Together(IReadOnlyList<Report> parts)
    {
        var timelines = parts.Select(part => part.Timeline).OfType<Timeline>().ToList();
        return timelines.Count == 0 ? null : new Timeline(
            [.. timelines.SelectMany(one => one.Events).OrderBy(entry => entry.At)],
            Timeline.Thinned([.. timelines.SelectMany(one => one.Requests).OrderBy(request => request.At)]),
            timelines.Sum(one => one.RequestsInAll));
    }

    private static IEnumerable<string> MissingParts(IReadOnlyList<RunHead> heads)
    {
        var there = heads.Select(head => head.Shard).OfType<string>().Select(shard => shard.Split('/')).ToLookup(shard => shard[1], shard => shard[0]);
        return there.SelectMany(all => Enumerable.Range(1, int.Parse(all.Key, System.Globalization.CultureInfo.InvariantCulture))
            .Where(part => !all.Contains($"{part}")).Select(part => $"part {part}/{all.Key} is missing"));
    }

    private static IEnumerable<string> Differences(IReadOnlyList<RunHead> heads)
    {
        (string What, int Values)[] all =
        [
            ("commit", heads.Select(head => head.Commit).Distinct().Count()),
            ("compose file", heads.Select(head => head.ComposeSha256).Distinct().Count()),
            ("profile", heads.Select(head => head.Profile).Distinct().Count()),
        ];
        // A part uses what its suites use: only one and the same that is another there is a difference.
        var packages = Unlike("test library", heads.SelectMany(head => head.Packages).Select(package => (package.Name, $"{package}")));
        var images = Unlike("image", heads.SelectMany(head => head.Images).Where(image => image.Id is not null).Select(image => (image.Name, image.Id!)));
        return all.Where(one => one.Values > 1).Select(one => one.What).Concat(packages).Concat(images).Select(what => $"the parts differ in {what}");
    }

    private static IEnumerable<string> Unlike(string what, IEnumerable<(string Name, string Which)> used) =>
        used.Distinct().GroupBy(one => one.Name).Where(one => one.Count() > 1).Select(one => $"{what} {one.Key}");
}
