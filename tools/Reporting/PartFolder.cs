namespace Archiv.Tests.Tools.Reporting;

/// <summary>Brings a part and its evidence to where the merged report lies.</summary>
internal static class PartFolder
{
    /// <summary>Reads a part, copies the evidence beside it, and turns its links to the copy.</summary>
    /// <param name="file">The part's report.json.</param>
    /// <param name="home">Folder of the merged report.</param>
    public static Report Take(string file, string home)
    {
        var part = ReportJson.Read(file);
        var below = Path.Combine("parts", part.Run.Id);
        var source = Path.GetDirectoryName(file)!;
        foreach (var found in part.Rows.SelectMany(row => row.Evidence).Distinct().SelectMany(folder => Files(source, folder)))
        {
            var target = Path.Combine(home, below, Path.GetRelativePath(source, found));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(found, target, overwrite: true);
        }

        return part with
        {
            Rows = [.. part.Rows.Select(row => row with
            {
                Evidence = [.. row.Evidence.Select(folder => Path.Combine(below, folder))],
                Log = row.Log is { } log ? Path.Combine(below, log) : null,
            })],
        };
    }

    // A part may come from elsewhere: its links lead nowhere but below it.
    private static IEnumerable<string> Files(string source, string folder)
    {
        var full = Path.GetFullPath(Path.Combine(source, folder));
        return full.StartsWith(Path.GetFullPath(source) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Directory.Exists(full)
            ? Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
            : [];
    }
}
