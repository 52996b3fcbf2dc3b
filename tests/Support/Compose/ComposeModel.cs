using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Compose;

/// <summary>Compose files as Compose itself reads them, with variables filled in.</summary>
public sealed class ComposeModel
{
    /// <summary>Reads the output of <c>docker compose config --format json</c>.</summary>
    public ComposeModel(string json)
    {
        Json = json;
        Root = JsonNode.Parse(json)!.AsObject();
        Services = (Root["services"]?.AsObject() ?? []).ToDictionary(
            entry => entry.Key, entry => new ComposeService(entry.Key, entry.Value!.AsObject()), StringComparer.Ordinal);
    }

    /// <summary>The resolved model as Compose printed it.</summary>
    public string Json { get; }

    /// <summary>The resolved model.</summary>
    public JsonObject Root { get; }

    /// <summary>The services by name.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    /// <summary>Names of the volumes that the file declares.</summary>
    public IReadOnlyList<string> Volumes => Keys("volumes");

    /// <summary>Names of the networks that the file declares.</summary>
    public IReadOnlyList<string> Networks => Keys("networks");

    private string[] Keys(string section) => Root[section]?.AsObject().Select(entry => entry.Key).ToArray() ?? [];
}
