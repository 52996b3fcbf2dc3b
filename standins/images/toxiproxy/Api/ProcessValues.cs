using System.Diagnostics;
using System.Globalization;

namespace Standins.Toxiproxy.Api;

/// <summary>Figures of this process from the runtime and from /proc.</summary>
internal sealed record ProcessValues(
    double Threads, double Heap, double Allocated, double Committed, double Resident, double Virtual, double CpuSeconds, double MaxFiles,
    double OpenFiles, double NetworkReceived, double NetworkSent, double StartSeconds, double GcPause, double GcPauseTotal, int Collections)
{
    public static ProcessValues Read()
    {
        using var self = Process.GetCurrentProcess();
        var memory = GC.GetGCMemoryInfo();
        var (received, sent) = Network();
        return new(
            self.Threads.Count, GC.GetTotalMemory(false), GC.GetTotalAllocatedBytes(), memory.TotalCommittedBytes, self.WorkingSet64, self.VirtualMemorySize64,
            Math.Round(self.TotalProcessorTime.TotalSeconds, 2), MaxOpenFiles(), Directory.GetFiles("/proc/self/fd").Length, received, sent,
            Math.Round((self.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds, 2),
            memory.PauseDurations[0].TotalSeconds, GC.GetTotalPauseDuration().TotalSeconds, GC.CollectionCount(0));
    }

    private static double MaxOpenFiles()
    {
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        return line != null && double.TryParse(line[26..46], CultureInfo.InvariantCulture, out var limit) ? limit : 0;
    }

    private static (double Received, double Sent) Network()
    {
        double received = 0, sent = 0;
        foreach (var line in File.ReadLines("/proc/self/net/dev").Skip(2))
        {
            var words = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            received += double.Parse(words[0], CultureInfo.InvariantCulture);
            sent += double.Parse(words[8], CultureInfo.InvariantCulture);
        }

        return (received, sent);
    }
}
