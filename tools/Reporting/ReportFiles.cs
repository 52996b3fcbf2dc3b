using System.Runtime.InteropServices;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The files of a report.</summary>
internal static class ReportFiles
{
    /// <summary>Writes <c>index.html</c>, <c>report.json</c>, <c>report.md</c>, <c>junit.xml</c> and <c>report.sarif</c>, then points <c>latest</c> beside the directory to it.</summary>
    public static void Write(Report report, string directory)
    {
        WriteInto(report, directory);
        Latest(directory);
    }

    /// <summary>Writes the files, and leaves <c>latest</c> alone.</summary>
    public static void WriteInto(Report report, string directory)
    {
        File.WriteAllText(Path.Combine(directory, "report.json"), ReportJson.Write(report) + "\n");
        File.WriteAllText(Path.Combine(directory, "report.md"), Markdown.Write(report));
        JUnit.Write(report).Save(Path.Combine(directory, "junit.xml"));
        File.WriteAllText(Path.Combine(directory, "report.sarif"), Sarif.Write(report).ToString() + "\n");
        File.WriteAllText(Path.Combine(directory, "index.html"), Page.ReportPage.Write(report, directory));
    }

    /// <summary>Points the link <c>latest</c> beside a run's directory to it, in one step: two runs may end at once.</summary>
    public static void Latest(string directory)
    {
        var draft = directory + ".latest";
        File.CreateSymbolicLink(draft, Path.GetFileName(directory));
        // File.Move refuses a link to a directory.
        if (Rename(draft, Path.Combine(Path.GetDirectoryName(directory)!, "latest")) != 0)
        {
            File.Delete(draft);
            throw new IOException($"the link 'latest' beside {directory} cannot be set: remove what stands there");
        }
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
