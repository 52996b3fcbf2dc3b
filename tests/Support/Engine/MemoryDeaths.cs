using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Engine;

/// <summary>Tells the ways apart in which memory runs out (ADR-034 §6).</summary>
public static class MemoryDeaths
{
    private const string Refusal = "model request too large for system";
    private const int Killed = 137;

    /// <summary>How the model server of a stack fared since a moment (UTC); what evidence folders say in <c>memory.txt</c>.</summary>
    public static async Task<MemoryDeath> In(Stack stack, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var ollama = stack.Profile.Ollama;
        return Of(stack.Events(since).Where(entry => entry.Service == ollama), await stack.Engine.Logs((await stack.Service(ollama)).Id, since));
    }

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
