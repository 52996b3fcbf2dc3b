using System.Globalization;

namespace Archiv.Tests.Support.Kernel;

/// <summary>What the kernel says of one process of a container.</summary>
/// <param name="Pid">Its number on the host.</param>
/// <param name="Name">Its program's short name.</param>
/// <param name="Uids">Real, effective, saved and file system user id.</param>
/// <param name="Gids">The same of its group.</param>
/// <param name="Capabilities">Every set with its names: CapInh, CapPrm, CapEff, CapBnd, CapAmb.</param>
/// <param name="NoNewPrivileges">True when no program that it starts can gain anything.</param>
/// <param name="Command">Its command line, one word each; may hold secrets, so it is searched and never shown.</param>
/// <param name="Environment">Its environment as it was started with; searched and never shown.</param>
/// <param name="Namespaces">Kind (<c>net</c>, <c>pid</c>, …) and identity of each namespace.</param>
public sealed record ContainedProcess(
    int Pid,
    string Name,
    IReadOnlyList<int> Uids,
    IReadOnlyList<int> Gids,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Capabilities,
    bool NoNewPrivileges,
    IReadOnlyList<string> Command,
    IReadOnlyList<string> Environment,
    IReadOnlyDictionary<string, string> Namespaces)
{
    /// <summary>Reads one; null when it ended while it was read.</summary>
    /// <param name="pid">Its number.</param>
    /// <param name="files">What was read of <c>/proc</c>.</param>
    public static ContainedProcess? Read(int pid, KernelFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var status = files[$"/proc/{pid}/status"].Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
        if (!status.TryGetValue("Uid", out var uids) || !status.TryGetValue("CapBnd", out _) || !status.TryGetValue("NoNewPrivs", out var noNew))
        {
            return null;
        }

        return new(
            pid,
            status["Name"],
            Numbers(uids),
            Numbers(status["Gid"]),
            status.Where(line => line.Key.StartsWith("Cap", StringComparison.Ordinal)).ToDictionary(line => line.Key, line => Capability.In(line.Value), StringComparer.Ordinal),
            noNew == "1",
            files[$"/proc/{pid}/cmdline"],
            files[$"/proc/{pid}/environ"],
            files.Namespaces(pid));
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name} (pid {Pid})";

    private static List<int> Numbers(string text) =>
        [.. text.Split('\t', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
