namespace Archiv.Tests.Support.Kernel;

/// <summary>One line of <c>/proc/PID/mountinfo</c> (proc(5)).</summary>
/// <param name="Point">Where it is mounted, in the container.</param>
/// <param name="Root">Which folder of its file system is mounted there.</param>
/// <param name="Type">Kind of file system.</param>
/// <param name="ReadOnly">True when nothing can be written through this mount.</param>
public sealed record Mount(string Point, string Root, string Type, bool ReadOnly)
{
    /// <summary>Reads a line; null where it is none.</summary>
    public static Mount? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        // Optional fields of any number end with a dash of their own.
        var halves = line.Split(" - ", 2);
        var words = halves[0].Split(' ');
        return halves.Length < 2 || words.Length < 6
            ? null
            : new(words[4], words[3], halves[1].Split(' ')[0], words[5].Split(',').Contains("ro"));
    }
}
