using System.Globalization;

namespace Standins.Golang.Http;

/// <summary>
/// How many callers may be connected at a time. A runtime that has no file descriptor left cannot even report it, so the others wait in the
/// kernel's queue, as they do while the original tries again to accept them.
/// </summary>
internal static class OpenFiles
{
    // What the process holds for itself, and what a caller can cost: its connection, and one on its behalf.
    private const int Own = 100;
    private const int PerCaller = 2;
    private const int Fewest = 16;

    /// <summary>From the process' own limit of descriptors.</summary>
    public static int MostCallers()
    {
        var limit = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? Math.Max(Fewest, (files - Own) / PerCaller) : int.MaxValue;
    }
}
