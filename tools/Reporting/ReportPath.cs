namespace Archiv.Tests.Tools.Reporting;

/// <summary>Finds the report that somebody names by its file or its run's folder.</summary>
internal static class ReportPath
{
    /// <summary>The file.</summary>
    /// <exception cref="WrongUse">There is none.</exception>
    public static string Of(string named)
    {
        var file = Directory.Exists(named) ? Path.Combine(named, "report.json") : named;
        return File.Exists(file) ? Path.GetFullPath(file) : throw new WrongUse($"there is no report {file}: name a report.json, or the folder of a run that has one");
    }
}
