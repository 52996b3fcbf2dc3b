using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Engine;

/// <summary>A command that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Error">What it wrote to stderr.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed partial record Execution(long ExitCode, string Output, string Error, TimeSpan Elapsed)
{
    /// <summary>One line for a report: the end of what it said.</summary>
    public override string ToString()
    {
        var said = Drawing().Replace($"{Output}{Error}", " ").Trim();
        return $"exit {ExitCode} after {Elapsed.TotalSeconds:0.0} s: {said[Math.Max(0, said.Length - 400)..]}";
    }

    // What moves the cursor of a terminal, and the bars of progress.
    [GeneratedRegex(@" *(\e\[[0-9;?]*[@-~]|[▀-▟▏▕]| {2,})+ *")]
    private static partial Regex Drawing();
}
