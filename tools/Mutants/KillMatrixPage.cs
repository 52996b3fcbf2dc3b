using System.Globalization;
using System.Xml.Linq;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;
using Archiv.Tests.Tools.Reporting.Page;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>The kill matrix as one page without scripts: the table, and below it each mutant with what its rows saw.</summary>
internal static class KillMatrixPage
{
    private const string StylePlace = "@style@";

    // Beside the style of the report.
    private const string Style = """
        dl { display: block } dt { color: var(--ink); font-weight: bold } dd { margin: 0 0 .2rem 1.5rem } h2 { margin: 1.5rem 0 .2rem; font-size: 1rem } .good { color: var(--held) } .bad { color: var(--broken); font-weight: bold }
        .matrix thead th { position: sticky; top: 0; background: var(--paper); writing-mode: vertical-rl } .matrix .held { color: var(--soft) }
        """;

    /// <summary>The page; links are relative to <paramref name="home"/>.</summary>
    public static string Write(IReadOnlyList<MutantResult> results, string home)
    {
        var rows = KillMatrix.Rows(results);
        var killed = results.Count(result => result.Fate == Fate.Killed);
        // XML would escape what selectors are made of.
        return "<!doctype html>\n" + new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement("head", new XElement("meta", new XAttribute("charset", "utf-8")), new XElement("title", "Kill matrix"), new XElement("style", StylePlace)),
            new XElement(
                "body",
                new XElement("h1", $"{killed} of {results.Count} mutants killed"),
                new XElement("p", KillMatrix.Legend),
                new XElement(
                    "table",
                    new XAttribute("class", "matrix"),
                    new XElement("thead", new XElement("tr", new XElement("th", "mutant"), rows.Select(row => new XElement("th", Title(Catalogue.Row(row).Promise), row)))),
                    new XElement("tbody", results.Select(result => Line(result, rows)))),
                results.OrderByDescending(result => result.Fate).SelectMany(result => Story(result, home)))).ToString().Replace(StylePlace, PageStyle.Css + Style, StringComparison.Ordinal);
    }

    private static XElement Line(MutantResult result, IReadOnlyList<string> rows) => new(
        "tr",
        new XElement("th", new XElement("a", new XAttribute("href", $"#{result.Mutant.Id}"), Colour(result), result.Mutant.Id)),
        rows.Select(row => Field(result, row)));

    private static XElement Field(MutantResult result, string row)
    {
        var sign = KillMatrix.Cell(result, row);
        return new XElement(
            "td",
            new XAttribute("class", sign switch { "X" => "hit", "x" => "also", "!" or "?" => "miss", _ => "held" }),
            Title($"{row} on {result.Mutant.Id}: {result.Rows.FirstOrDefault(judged => judged.Id == row)?.Reason}"),
            sign);
    }

    private static IEnumerable<XElement> Story(MutantResult result, string home)
    {
        yield return new XElement("h2", new XAttribute("id", result.Mutant.Id), $"{result.Mutant.Id}: ", new XElement("span", Colour(result), result.Fate.ToString().ToLowerInvariant()));
        yield return new XElement(
            "p", result.Mutant.Story, string.Create(CultureInfo.InvariantCulture, $" Must break {string.Join(", ", result.Mutant.Breaks)}; judged in {result.Seconds:0.0} s."));
        foreach (var unsaid in result.Unsaid.Concat(result.Spilled.Select(row => $"{row} is red, and mayBreak gives no reason")))
        {
            yield return new XElement("p", new XAttribute("class", "bad"), unsaid);
        }

        yield return new XElement("dl", result.Rows.Where(row => row.Status == RowStatus.Broken || result.Mutant.Rows.Contains(row.Id)).SelectMany(row => Explained(row, result, home)));
    }

    private static IEnumerable<XElement> Explained(RowResult row, MutantResult result, string home)
    {
        var folder = Path.GetRelativePath(home, result.Directory);
        yield return new XElement("dt", $"{row.Id} {ReportJson.Name(row.Status)}{(result.Mutant.MayBreak?.GetValueOrDefault(row.Id) is { } why ? $" (may be: {why})" : "")}");
        foreach (var (label, text) in RowText.Details(row))
        {
            object[] shown = label is "log" or "evidence"
                ? [.. text.Split(", ").SelectMany(file => new object[] { new XElement("a", new XAttribute("href", $"{folder}/{file}"), file), " " })]
                : [Text(text)];
            yield return new XElement("dd", $"{label}: ", shown);
        }
    }

    private static XAttribute Colour(MutantResult result) => new("class", result.Fate == Fate.Killed ? "good" : "bad");

    private static XAttribute Title(string text) => new("title", Text(text));

    // XML allows no control characters, and what containers write may hold some.
    private static string Text(string text) => string.Concat(text.Select(letter => System.Xml.XmlConvert.IsXmlChar(letter) ? letter : '\uFFFD'));
}
