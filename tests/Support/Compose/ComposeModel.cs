using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Compose;

/// <summary>A compose file as Compose itself reads it, with variables filled in and, beside it, with variables left as written.</summary>
public sealed class ComposeModel
{
    /// <summary>Reads both outputs of <c>docker compose config --format json</c>.</summary>
    public ComposeModel(string resolved, string symbolic)
    {
        Json = resolved;
        Root = JsonNode.Parse(resolved)!.AsObject();
        Services = Read(Root);
        Symbolic = Read(JsonNode.Parse(symbolic)!.AsObject());
    }

    /// <summary>The resolved model as Compose printed it.</summary>
    public string Json { get; }

    /// <summary>The resolved model.</summary>
    public JsonObject Root { get; }

    /// <summary>The services by name, resolved.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    /// <summary>The services by name with <c>${…}</c> as written.</summary>
    public IReadOnlyDictionary<string, ComposeService> Symbolic { get; }

    /// <summary>Names of the volumes that the file declares.</summary>
    public IReadOnlyList<string> Volumes => Keys("volumes");

    /// <summary>Names of the networks that the file declares.</summary>
    public IReadOnlyList<string> Networks => Keys("networks");

    private string[] Keys(string section) => Root[section]?.AsObject().Select(entry => entry.Key).ToArray() ?? [];

    private static Dictionary<string, ComposeService> Read(JsonObject root) =>
        (root["services"]?.AsObject() ?? []).ToDictionary(
            entry => entry.Key, entry => new ComposeService(entry.Key, entry.Value!.AsObject()), StringComparer.Ordinal);
}
