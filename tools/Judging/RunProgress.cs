using System.Globalization;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Reporting;
using Spectre.Console;

namespace Archiv.Tests.Tools.Judging;

/// <summary>Says on the console what the run is doing, and every 15 s of silence that it is still doing it.</summary>
/// <param name="console">Where to.</param>
/// <param name="time">The clock.</param>
/// <param name="prefix">Before each line, where several runs share a console.</param>
/// <param name="terse">Only how rows of the suites end, and the heartbeat.</param>
internal sealed class RunProgress(IAnsiConsole console, TimeProvider time, string prefix = "", bool terse = false)
{
    private const int Widest = 120;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly DateTimeOffset started = time.GetUtcNow();
    private readonly List<(string Row, DateTimeOffset Since)> running = [];
    private DateTimeOffset lastSaid = time.GetUtcNow();

    /// <summary>Says a phase of this program itself.</summary>
    public void Phase(string text) => Detail(text);

    /// <summary>Says the verdict of a static row.</summary>
    public void Static(Verdict verdict)
    {
        if (!terse)
        {
            var text = $"{verdict.Outcome.ToString().ToLowerInvariant()} (static): {verdict.Reason}";
            Line(Colour(text), $"{verdict.Row,-6} {FirstLine(text)}");
        }
    }

    /// <summary>Says an event of a suite.</summary>
    public void Show(RunEvent entry)
    {
        switch (entry.What)
        {
            case "row-start":
                running.Add((entry.Subject, entry.At));
                Detail($"{entry.Subject,-6} … {Observation.Sentence(entry.Text)}");
                break;
            case "row-end":
                running.Remove(running.FirstOrDefault(row => row.Row == entry.Subject));
                Line(Colour(entry.Text), $"{entry.Subject,-6} {FirstLine(entry.Text)}");
                break;
            case "engine":
                // For the timeline: too many to be read.
                break;
            default:
                Detail($"{entry.What,-6} {FirstLine(entry.Text)}");
                break;
        }
    }

    /// <summary>To be called often: speaks when nothing was said for a while.</summary>
    public void Heartbeat()
    {
        var now = time.GetUtcNow();
        if (now - lastSaid >= Silence)
        {
            var rows = running.Select(row => $"{row.Row} for {(now - row.Since).TotalSeconds:0} s").ToList();
            Line("grey", $"still running: {(rows.Count > 0 ? string.Join(", ", rows) : "the stacks are being started or stopped")}");
        }
    }

    private void Detail(string text)
    {
        if (!terse)
        {
            Line("grey", text);
        }
    }

    private void Line(string colour, string text)
    {
        lastSaid = time.GetUtcNow();
        var clock = string.Create(CultureInfo.InvariantCulture, $"{(lastSaid - started).TotalSeconds,6:0.0}");
        console.MarkupLine($"[grey]{clock}[/] [{colour}]{Markup.Escape(prefix + text)}[/]");
    }

    private static string Colour(string text) => text.Split(' ', 2)[0] switch
    {
        "held" => "green",
        "broken" => "red",
        _ => "yellow",
    };

    private static string FirstLine(string text)
    {
        var line = text.Split('\n', 2)[0].TrimEnd();
        return line.Length > Widest ? line[..Widest] + "…" : line;
    }
}
