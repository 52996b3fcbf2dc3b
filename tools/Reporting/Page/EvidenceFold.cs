using System.Text;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>Files of evidence, folded into the page as far as it may grow; what is cut is said, and lies beside the page.</summary>
/// <param name="directory">The run's directory.</param>
/// <param name="room">How many bytes of markup it may take.</param>
internal sealed class EvidenceFold(string directory, int room)
{
    // Letters.
    private const int LongestFile = 16_000;
    private static readonly string[] First = ["moment.log", "http.txt", "states.txt", "memory.txt", "events.txt", "up.txt"];

    private int left = room;

    /// <summary>The evidence of a row.</summary>
    public Html Of(RowResult row)
    {
        var files = row.Evidence.Select(folder => Path.Combine(directory, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder).OrderBy(Rank).ThenBy(file => file, StringComparer.Ordinal)).ToList();
        return files.Count > 0
            ? Html.Of($"""<div class="evidence"><h4>Evidence <small>{string.Join(", ", row.Evidence)}</small></h4>{files.Select(File)}</div>""")
            : row.Evidence.Count > 0 ? Html.Of($"<p>Evidence: {string.Join(", ", row.Evidence)} (not beside this page when it was written)</p>") : Html.None;
    }

    private Html File(string file)
    {
        var name = Path.GetFileName(file);
        var text = System.IO.File.ReadAllText(file);
        if (text.Length == 0)
        {
            return Html.None;
        }

        // The end of a log is nearest to what went wrong.
        var most = Math.Min(LongestFile, Math.Max(0, left));
        var shown = text.Length <= most ? text : text[^most..];
        var markup = Html.Of($"{shown}");
        left -= Encoding.UTF8.GetByteCount(markup.Text);
        var cut = shown.Length < text.Length ? $", the last {shown.Length:#,0} of {text.Length:#,0} letters" : "";
        return shown.Length == 0
            ? Html.Of($"<p>{name}: beside this page</p>")
            : Html.Of($"""<details class="file"><summary>{name}{cut}</summary><pre tabindex="0">{markup}</pre></details>""");
    }

    private static int Rank(string file) => Array.IndexOf(First, Path.GetFileName(file)) is >= 0 and var rank ? rank : First.Length;
}
