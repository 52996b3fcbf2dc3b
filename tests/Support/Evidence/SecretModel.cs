using System.Text.Json;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Evidence;

/// <summary>Finds secrets in a compose model by its structure, whole also where a text would not show where they end: maps such as environment, labels and build arguments, and lists such as commands.</summary>
internal static class SecretModel
{
    /// <summary>The values.</summary>
    public static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => Named(entry.Key, Text(entry.Value)).Concat(In(entry.Value))),
        JsonArray list => list.Zip(list.Skip(1)).SelectMany(pair => Text(pair.First) is ['-', ..] option ? Named(option, Text(pair.Second)) : []).Concat(list.SelectMany(In)),
        JsonValue => Assigned(Text(node) ?? "").Concat(SecretText.In(Text(node) ?? "")),
        _ => [],
    };

    private static IEnumerable<string> Assigned(string text) => text.Split('=', 2) is [var name, var value] && !name.Any(char.IsWhiteSpace) ? Named(name, value) : [];

    private static IEnumerable<string> Named(string name, string? value) => value is { Length: > 0 } && SecretName.Is(name) && !SecretName.SaysNothing(value) ? [value] : [];

    private static string? Text(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? node.ToString() : null;
}
