using System.Text.RegularExpressions;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>Why a service runs as root, in the words of the file: a comment in the service's own lines that begins with the word.</summary>
internal static partial class RootReason
{
    /// <summary>The reason; null where the files give none.</summary>
    /// <param name="files">The compose files.</param>
    /// <param name="service">The service.</param>
    public static string? Of(IEnumerable<string> files, string service) =>
        files.SelectMany(file => Lines(File.ReadAllLines(file), service)).Select(line => Reason().Match(line)).FirstOrDefault(match => match.Success)?.Groups["why"].Value;

    // From its key to the next line that is indented no deeper.
    private static IEnumerable<string> Lines(string[] lines, string service) =>
        lines.SkipWhile(line => line.TrimEnd() != $"  {service}:").Skip(1).TakeWhile(line => line.Trim().Length == 0 || line.StartsWith("   ", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*#\s*(?<why>Root\b.*)$")]
    private static partial Regex Reason();
}
