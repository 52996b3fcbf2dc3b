namespace Archiv.Tests.Tools.Reporting;

/// <summary>The verdict on the whole, for whoever signs the release: one word, one sentence, and what it does not cover.</summary>
/// <param name="Word">held, broken or unknown.</param>
/// <param name="Sentence">Why, and what to do.</param>
/// <param name="NotCovered">What the word says nothing about; a sentence each.</param>
internal sealed record Decision(string Word, string Sentence, IReadOnlyList<string> NotCovered)
{
    /// <summary>The verdict of a report. Unknown is never held, and neither is a run that judged nothing or was stopped.</summary>
    public static Decision Of(Report report)
    {
        var (broken, unknown, held) = (report.Count(RowStatus.Broken), report.Count(RowStatus.Unknown), report.Count(RowStatus.Held));
        var (word, sentence) =
            report.Run.Interrupted ? ("unknown", $"The run was interrupted before its end{(broken > 0 ? $"; {Promises(broken)} broken so far" : "")}: run it again.")
            : broken > 0 ? ("broken", $"{Capital(Promises(broken))} broken{(unknown > 0 ? $", and {unknown} more could not be judged" : "")}: do not release before they are repaired, or waived by name.")
            : unknown > 0 ? ("unknown", $"Nothing is broken, but {Promises(unknown)} not judged to an end: run them again before you decide.")
            : report.Open.Count > 0 ? ("unknown", $"The report is not whole: {string.Join("; ", report.Open)}.")
            : held == 0 ? ("unknown", "No promise was judged.")
            : ("held", $"{Capital(Promises(held))} judged, and each was seen to hold.");
        return new Decision(word, sentence, [.. Gaps(report)]);
    }

    private static IEnumerable<string> Gaps(Report report)
    {
        var absent = RowCounts.NotAskedFor(report);
        (bool Applies, string Sentence)[] all =
        [
            (absent > 0, $"{absent} promises that have tests were not asked for in this run{(report.Run.Shard is { } shard ? $" (part {shard})" : "")}."),
            (report.Count(RowStatus.Planned) > 0, $"{report.Count(RowStatus.Planned)} promises have no test yet."),
            (report.Count(RowStatus.Waived) > 0, $"{report.Count(RowStatus.Waived)} promises are not kept and waived, each with a reason and a last day."),
            (report.Count(RowStatus.NotApplicable) > 0, $"{report.Count(RowStatus.NotApplicable)} promises, or a part of each, cannot be seen on this host."),
            (report.Rows.Any(RowText.Partly), $"{report.Rows.Count(RowText.Partly)} promises were judged only in part."),
            (report.Run.Images.Any(image => image.Standin), $"{report.Run.Images.Count(image => image.Standin)} of {report.Run.Images.Count} images are stand-ins made on the test machine: the verdict is about the compose file, not about the originals."),
            (report.Run.Dirty, "The checkout had changes that no commit holds."),
        ];
        return all.Where(gap => gap.Applies).Select(gap => gap.Sentence);
    }

    private static string Promises(int count) => count == 1 ? "1 promise was" : $"{count} promises were";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
