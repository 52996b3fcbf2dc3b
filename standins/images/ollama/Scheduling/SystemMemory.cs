using System.Globalization;

namespace Ollama.Scheduling;

/// <summary>Memory of the machine, or of the container when cgroup v2 limits it. A limit of cgroup v1 is not seen, as in the original.</summary>
internal sealed record SystemMemory(long Total, long Free, long FreeSwap)
{
    public bool Fits(MemoryPlan plan) => plan.Total <= Free + FreeSwap;

    public static SystemMemory Read()
    {
        string[] lines = File.Exists("/proc/meminfo") ? File.ReadAllLines("/proc/meminfo") : [];
        long total = Line(lines, "MemTotal:"), free = Line(lines, "MemAvailable:"), swap = Line(lines, "SwapFree:");
        if (Control("memory.max") is { } limit)
        {
            total = Math.Min(total, limit);
            free = Math.Min(free, limit - (Control("memory.current") ?? 0));
        }

        return new SystemMemory(total, Math.Max(0, free), swap);
    }

    private static long? Control(string file)
    {
        try
        {
            return long.TryParse(File.ReadAllText("/sys/fs/cgroup/" + file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long n) ? n : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Line(string[] lines, string name)
    {
        string? line = lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line is null ? long.MaxValue : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
