using System.Globalization;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Clients;

/// <summary>Asks the model server's HTTP API from inside its network: it publishes no port.</summary>
public sealed class ModelServerClient(Stack stack)
{
    private const int Port = 11434;

    /// <summary>Gets a path such as <c>/api/ps</c>; exit 0 and the body where the server answered 2xx within twenty seconds.</summary>
    public async Task<Execution> Get(string path) => await stack.Beside.Probe(
        await Network(), "wget", "-q", "-T", "20", "-O", "-", $"http://{stack.Profile.Ollama}:{Port}{path}");

    /// <summary>What <c>/api/ps</c> answers.</summary>
    /// <exception cref="ToolException">It cannot be asked for, or does not answer.</exception>
    public async Task<string> Loaded()
    {
        var ps = await Get("/api/ps");
        return ps.ExitCode == 0 ? ps.Output : throw new ToolException($"the model server's /api/ps cannot be read from its network: {ps}");
    }

    /// <summary>Posts JSON as another client on the network would, and gets a path right after it; exit 0 where the server answered both with 2xx.</summary>
    /// <returns>What the second answer brought.</returns>
    public async Task<Execution> PostAndGet(string path, string json, string then) => await stack.Beside.Probe(
        await Network(),
        "sh", "-c", "wget -q -T 20 -O /dev/null --header 'Content-Type: application/json' --post-data \"$1\" \"$2\" && wget -q -T 5 -O - \"$3\"", "sh",
        json, $"http://{stack.Profile.Ollama}:{Port}{path}", $"http://{stack.Profile.Ollama}:{Port}{then}");

    /// <summary>True when an answer of <c>/api/ps</c> shows a model that stays for ever: a server writes a time far away for that.</summary>
    public static bool Pinned(string ps, string model)
    {
        var loaded = JsonNode.Parse(ps)!["models"]!.AsArray().FirstOrDefault(entry => entry!["name"]!.ToString() == model);
        return loaded is not null
            && DateTimeOffset.Parse(loaded["expires_at"]!.ToString(), CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow().AddYears(10);
    }

    /// <summary>The models that it lists, by their full names.</summary>
    /// <exception cref="InvalidOperationException">It lists nothing.</exception>
    public async Task<IReadOnlyList<string>> Models()
    {
        var list = await stack.Engine.Exec((await stack.Service(stack.Profile.Ollama)).Id, "ollama", "list");
        return list.ExitCode == 0 ? Names(list.Output) : throw new InvalidOperationException($"ollama list: {list}");
    }

    /// <summary>The names in what <c>ollama list</c> has written.</summary>
    public static IReadOnlyList<string> Names(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var lines = list.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => !line.StartsWith("NAME", StringComparison.Ordinal));
        return [.. lines.Skip(1).Select(line => line.Split(' ', '\t')[0])];
    }

    /// <summary>The network on which it listens, by its full name.</summary>
    public async Task<string> Network()
    {
        var container = await stack.Engine.Inspect((await stack.Service(stack.Profile.Ollama)).Id);
        return container.NetworkSettings.Networks.Keys.FirstOrDefault() ?? throw new ToolException($"'{stack.Profile.Ollama}' is on no network, so nobody can ask it");
    }
}
