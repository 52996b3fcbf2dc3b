using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Kernel;

/// <summary>Files of <c>/proc</c> and the cgroup as the reading container prints them: a line each as <c>path:content</c>, links as <c>stat</c> shows them.</summary>
public sealed partial class KernelFiles
{
    /// <summary>Stands for the number of the process that read: it shares the host's namespaces.</summary>
    public const int Self = 0;

    private readonly ILookup<string, string> lines;
    private readonly ILookup<int, (string Kind, string Identity)> namespaces;

    /// <summary>Reads what was printed.</summary>
    public KernelFiles(string printed)
    {
        ArgumentNullException.ThrowIfNull(printed);
        var all = printed.Split('\n');
        lines = all.Where(line => line.StartsWith("/proc/", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2)).ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        namespaces = all.Select(line => Namespace().Match(line)).Where(match => match.Success)
            .ToLookup(match => match.Groups["pid"].Value is "self" ? Self : int.Parse(match.Groups["pid"].ValueSpan, CultureInfo.InvariantCulture), match => (match.Groups["kind"].Value, match.Groups["identity"].Value));
    }

    /// <summary>The lines of a file; none where it was not there.</summary>
    public IReadOnlyList<string> this[string path] => [.. lines[path]];

    /// <summary>Numbers of the processes whose state was read.</summary>
    public IEnumerable<int> Processes => lines.Select(file => Status().Match(file.Key)).Where(match => match.Success)
        .Select(match => int.Parse(match.Groups["pid"].ValueSpan, CultureInfo.InvariantCulture));

    /// <summary>Namespaces of a process by kind.</summary>
    public IReadOnlyDictionary<string, string> Namespaces(int pid) =>
        namespaces[pid].ToDictionary(entry => entry.Kind, entry => entry.Identity, StringComparer.Ordinal);

    [GeneratedRegex("^/proc/(?<pid>[0-9]+)/status$")]
    private static partial Regex Status();

    [GeneratedRegex(@"^'?/proc/(?<pid>[0-9]+|self)/ns/(?<kind>\w+)'? -> '?(?<identity>[^']+)")]
    private static partial Regex Namespace();
}
