using System.Globalization;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Compose;

/// <summary>One service of a compose model.</summary>
/// <param name="Name">Its key under <c>services</c>.</param>
/// <param name="Json">Its mapping as Compose prints it (long syntax).</param>
public sealed record ComposeService(string Name, JsonObject Json)
{
    private static readonly string[] Namespaces = ["network_mode", "pid", "ipc"];

    /// <summary>A scalar as text, null where absent.</summary>
    public string? Text(params string[] path)
    {
        JsonNode? node = Json;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return node is JsonValue value ? value.ToString() : null;
    }

    /// <summary>A list of texts; empty where absent.</summary>
    public IReadOnlyList<string> List(params string[] path)
    {
        JsonNode? node = Json;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return node switch
        {
            JsonArray array => [.. array.Select(item => item?.ToString() ?? "")],
            JsonValue value => [value.ToString()],
            _ => [],
        };
    }

    /// <summary>The environment; a variable without value is empty.</summary>
    public IReadOnlyDictionary<string, string> Environment => Map("environment")
        .ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "", StringComparer.Ordinal);

    /// <summary>Names of the networks it joins; Compose prints <c>default</c> where the file says nothing.</summary>
    public IReadOnlyList<string> Networks => [.. Map("networks").Select(entry => entry.Key)];

    /// <summary>Names under which others reach it on the network.</summary>
    public IReadOnlyList<string> NamesOn(string network) =>
    [
        Name,
        .. new[] { Text("container_name"), Text("hostname") }.OfType<string>(),
        .. (Map("networks").FirstOrDefault(entry => entry.Key == network).Value?["aliases"] as JsonArray ?? []).Select(alias => alias!.ToString()),
    ];

    /// <summary>Volumes in long syntax: type, source, target.</summary>
    public IReadOnlyList<JsonObject> Volumes => [.. (Json["volumes"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>Services that it waits for or shares a namespace with, each with the condition or the key that names it.</summary>
    public IEnumerable<(string Service, string How)> DependsOn =>
    [
        .. Map("depends_on").Select(entry => (entry.Key, entry.Value?["condition"]?.ToString() ?? "service_started")),
        .. Namespaces
            .Select(key => (Key: key, Value: Text(key)))
            .Where(entry => entry.Value?.StartsWith("service:", StringComparison.Ordinal) == true)
            .Select(entry => (entry.Value!["service:".Length..], entry.Key)),
        .. List("links").Select(link => (link.Split(':')[0], "links")),
        .. List("volumes_from").Select(from => (from.Split(':')[0], "volumes_from")),
    ];

    /// <summary>Bytes of a size that Compose has resolved (a number as text); null where absent.</summary>
    public long? Bytes(params string[] path) =>
        long.TryParse(Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    private JsonObject Map(string key) => Json[key] as JsonObject ?? [];
}
