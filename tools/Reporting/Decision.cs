namespace Archiv.Tests.Tools.Reporting;

/// <summary>The verdict on the whole, for whoever signs the release: one word, one sentence, and what it does not cover.</summary>
/// <param name="Word">held, broken or unknown.</param>
/// <param name="Sentence">Why, and what to do.</param>
/// <param name="NotCovered">What the word says nothing about; a sentence each.</param>
internal sealed record Decision(string Word, string Sentence, IReadOnlyList<string> NotCovered)
{
    /// <summary>True when the rows that hold are not all that have tests: nobody may take the word for the whole.</summary>
    public bool InPart { get; private init; }

    /// <summary>The word as a headline.</summary>
    public string Headline => Capital(InPart ? $"{Word} in part" : Word);

    /// <summary>The verdict of a report. Unknown is never held, and neither is a run that judged nothing or was stopped.</summary>
    public static Decision Of(Report report)
    {
        var (broken, unknown, held) = (report.Count(RowStatus.Broken), report.Count(RowStatus.Unknown), report.Count(RowStatus.Held));
        var absent = RowCounts.NotAskedFor(report);
        var (word, sentence) =
            report.Run.Interrupted ? ("unknown", $"The run was interrupted before its end{(broken > 0 ? $"; {Promises(broken)} broken so far" : "")}: run it again.")
            : broken > 0 ? ("broken", $"{Capital(Promises(broken))} broken{(unknown > 0 ? $", and {unknown} more could not be judged" : "")}: do not release before they are repaired, or waived by name.")
            : unknown > 0 ? ("unknown", $"Nothing is broken, but {Promises(unknown)} not judged to an end: run them again before you decide.")
            : report.Open.Count > 0 ? ("unknown", $"The report is not whole: {string.Join("; ", report.Open)}.")
            : held == 0 ? ("unknown", "No promise was judged.")
            : ("held", $"{Capital(Promises(held))} judged, and each was seen to hold.{(absent > 0 ? $" The other {absent} that have tests were not." : "")}");
        return new Decision(word, sentence, [.. Gaps(report)]) { InPart = word == "held" && absent > 0 };
    }

    private static IEnumerable<string> Gaps(Report report)
    {
        var absent = RowCounts.NotAskedFor(report);
        (int Count, string One, string Many)[] all =
        [
            (absent, $"that has tests was not asked for in this run{Part(report)}", $"that have tests were not asked for in this run{Part(report)}"),
            (report.Count(RowStatus.Planned), "has no test yet", "have no test yet"),
            (report.Count(RowStatus.Waived), "is waived, with a reason and a last day", "are waived, each with a reason and a last day"),
            (report.Rows.Count(RowText.Partly), "was judged only in part", "were judged only in part"),
        ];
        foreach (var (count, one, many) in all.Where(gap => gap.Count > 0))
        {
            yield return count == 1 ? $"1 promise {one}." : $"{count} promises {many}.";
        }

        foreach (var row in report.Rows.Where(row => row.Status == RowStatus.NotApplicable))
        {
            yield return $"{row.Id} or a part of it cannot be seen on this host: {RowText.Sentence(row.Reason)}";
        }

        var (standins, images) = (report.Run.Images.Count(image => image.Standin), report.Run.Images.Count);
        if (standins > 0)
        {
            yield return $"{standins} of {images} images are stand-ins made on the test machine: the verdict is about the compose file, not about the originals; times and capacities are the stand-ins' own.";
        }

        if (report.Run.Dirty)
        {
            yield return "The checkout had changes that no commit holds.";
        }
    }

    private static string Part(Report report) => report.Run.Shard is { } shard ? $" (part {shard})" : "";

    private static string Promises(int count) => count == 1 ? "1 promise was" : $"{count} promises were";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
