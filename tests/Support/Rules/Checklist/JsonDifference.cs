using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>What one resolved model says otherwise than another.</summary>
internal static class JsonDifference
{
    /// <summary>Dotted paths of the leaves and lists that were added, changed or removed.</summary>
    public static IEnumerable<string> Between(JsonNode? before, JsonNode? after, string path = "")
    {
        if (before is not JsonObject && after is not JsonObject)
        {
            return JsonNode.DeepEquals(before, after) ? [] : [path];
        }

        var (left, right) = (before as JsonObject ?? [], after as JsonObject ?? []);
        // An empty mapping is no leaf that the walk below would reach.
        return left.Count == 0 && right.Count == 0 && (before is null || after is null)
            ? [path]
            : left.Select(entry => entry.Key).Union(right.Select(entry => entry.Key))
                .SelectMany(key => Between(left[key], right[key], path.Length > 0 ? $"{path}.{key}" : key));
    }
}
