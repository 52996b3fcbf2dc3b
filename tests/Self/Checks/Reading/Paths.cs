using System.Text.Json.Nodes;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>The paths of all values of a JSON text, in the notation of places.</summary>
internal static class Paths
{
    public static IEnumerable<string> In(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(entry => In(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")).Prepend(path),
        JsonArray list => list.SelectMany((item, index) => In(item, $"{path}[{index}]")).Prepend(path),
        _ => [path],
    };
}
