using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Engine;

/// <summary>What the kernel counts for a container's processes, read inside it; the files of cgroup v1 and v2. Threads and zombies count, too.</summary>
/// <param name="Limit">The most it allows; null where it allows any number.</param>
/// <param name="Current">How many there are.</param>
/// <param name="Refused">How often the limit refused one; null where the kernel does not count it.</param>
public sealed partial record PidsCounters(long? Limit, long Current, long? Refused)
{
    /// <summary>Shell commands that write what <see cref="Parse"/> reads and start no process: at the limit they could not.</summary>
    public const string Script =
        "g=/sys/fs/cgroup; test -e $g/pids/pids.max && g=$g/pids; read -r limit <$g/pids.max; read -r current <$g/pids.current; "
        + "refused=?; test -e $g/pids.events && read -r _ refused <$g/pids.events; echo \"pids: $current of $limit, refused $refused\"";

    /// <summary>Reads the last line of that kind; null where there is none.</summary>
    public static PidsCounters? Parse(string text)
    {
        var line = Line().Matches(text).LastOrDefault();
        return line is null ? null : new(Number(line, "limit"), Number(line, "current")!.Value, Number(line, "refused"));
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">The container cannot tell them.</exception>
    public static async Task<PidsCounters> Read(DockerEngine engine, string container)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var read = await engine.Exec(container, "sh", "-c", Script);
        return Parse(read.Output) ?? throw new InvalidOperationException($"the cgroup's counters cannot be read in the container: {read}");
    }

    /// <summary>One line for a report.</summary>
    public override string ToString() => $"{Current} of {Limit?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} processes, refused {Refused?.ToString(CultureInfo.InvariantCulture) ?? "not counted"}";

    private static long? Number(Match line, string name) =>
        long.TryParse(line.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"pids: (?<current>\d+) of (?<limit>\d+|max), refused (?<refused>\d+|\?)")]
    private static partial Regex Line();
}
