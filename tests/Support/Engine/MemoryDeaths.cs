namespace Archiv.Tests.Support.Engine;

/// <summary>Tells the ways apart in which memory runs out (ADR-034 §6).</summary>
public static class MemoryDeaths
{
    private const string Refusal = "model request too large for system";
    private const int Killed = 137;

    /// <summary>Reads the engine's events of the service and what it logged in the same time; the last thing that happened counts.</summary>
    public static MemoryDeath Of(IEnumerable<EngineEvent> events, string log)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(log);
        var ordered = events.OrderBy(entry => entry.At).ToList();
        var oom = ordered.FindIndex(entry => entry.Action == "oom");
        return oom < 0 ? log.Contains(Refusal, StringComparison.Ordinal) ? MemoryDeath.LoadRefused : MemoryDeath.None
            : ordered.Any(entry => entry.Action == "die" && entry.ExitCode == Killed) ? MemoryDeath.ServerKilled
            : MemoryDeath.RunnerKilled;
    }
}
