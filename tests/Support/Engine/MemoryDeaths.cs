using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Engine;

/// <summary>Tells the ways apart in which memory runs out (ADR-034 §6).</summary>
public static class MemoryDeaths
{
    private const string Refusal = "model request too large for system";
    private const string RunnerEnded = "llama runner process no longer running";

    /// <summary>Exit code of a process that died by SIGKILL.</summary>
    public const int Killed = 137;

    /// <summary>How the model server of a stack fared since a moment (UTC); what evidence folders say in <c>memory.txt</c>.</summary>
    public static async Task<MemoryDeath> In(Stack stack, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var ollama = stack.Profile.Ollama;
        var server = await stack.Service(ollama);
        var events = stack.Events(since).Where(entry => entry.Service == ollama).ToList();
        var alive = server.Status == "running" && events.Exists(entry => entry.Action == "oom") ? await ModelRunners.Oldest(stack, ollama) : null;
        return Of(events, await stack.Engine.Logs(server.Id, since), alive);
    }

    /// <summary>Reads the engine's events of the service and what it logged in the same time; the last thing that happened counts.</summary>
    /// <param name="events">The events: an <c>oom</c> does not say whom the kernel took.</param>
    /// <param name="log">What the server logged.</param>
    /// <param name="runnerSince">Since when the runner lives that is there now (UTC); null where there is none.</param>
    public static MemoryDeath Of(IEnumerable<EngineEvent> events, string log, DateTimeOffset? runnerSince)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(log);
        var ordered = events.OrderBy(entry => entry.At).ToList();
        var oom = ordered.FindIndex(entry => entry.Action == "oom");
        return oom < 0 ? log.Contains(Refusal, StringComparison.Ordinal) ? MemoryDeath.LoadRefused : MemoryDeath.None
            : ordered.Any(entry => entry.Action == "die" && entry.ExitCode == Killed) ? MemoryDeath.ServerKilled
            : !log.Contains(RunnerEnded, StringComparison.Ordinal) && runnerSince < ordered[oom].At ? MemoryDeath.OtherKilled
            : MemoryDeath.RunnerKilled;
    }
}
