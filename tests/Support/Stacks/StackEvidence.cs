using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Support.Stacks;

/// <summary>What a reader of a broken row needs to know of its stack.</summary>
public static class StackEvidence
{
    // Lines of each log: what is flooded with them shows it in the last ones as well, and the folder goes by mail.
    private const int LastLines = 20_000;

    /// <summary>Puts resolved files, states, logs and events into a folder; and in one file what all services logged since a moment. Of each log the last 20,000 lines.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="since">Start of the moment (UTC).</param>
    public static async Task Collect(Stack stack, string folder, DateTimeOffset since)
    {
        await Run.Current.Write(Path.Combine(folder, "compose.resolved.json"), stack.Model.Json);
        await Run.Current.Write(Path.Combine(folder, "up.txt"), stack.FirstUp.ToString());
        var services = await stack.Services();
        await Run.Current.Write(Path.Combine(folder, "states.txt"), string.Concat(services.Values.Select(state => $"{state}\n")));
        await Run.Current.Write(Path.Combine(folder, "events.txt"), string.Join('\n', stack.Events(DateTimeOffset.MinValue)));
        if (services.ContainsKey(stack.Profile.Ollama))
        {
            await Run.Current.Write(Path.Combine(folder, "memory.txt"), $"{stack.Profile.Ollama}: {await MemoryDeaths.In(stack, since)}\n");
        }

        List<string> moment = [];
        foreach (var state in services.Values)
        {
            await Run.Current.Write(Path.Combine(folder, $"{state.Service}.log"), await stack.Engine.Logs(state.Id, last: LastLines));
            var lines = (await stack.Engine.Logs(state.Id, since, LastLines)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            moment.AddRange(lines.Where(line => line.Contains(' ', StringComparison.Ordinal)).Select(line => Named(line, state.Service)));
        }

        // Each line begins with its time in one format, so that the order of text is the order of time.
        await Run.Current.Write(Path.Combine(folder, Run.MomentLog), string.Concat(moment.Order(StringComparer.Ordinal).Select(line => line + "\n")));
    }

    private static string Named(string line, string service) => line.Insert(line.IndexOf(' ', StringComparison.Ordinal) + 1, $"{service,-18} ");
}
