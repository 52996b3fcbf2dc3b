namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Collects the rules that a file asks not to be judged by.</summary>
internal static class Silenced
{
    private const string Key = "x-archiv-ignore";

    public static List<IgnoredRule> In(MapNode merged) =>
    [
        .. Of(merged, ""),
        .. merged.Entries("services").SelectMany(entry => Of(entry.Value, entry.Key)),
    ];

    /// <summary>A service of an included file with what that file says at its top, for all of its services; the service's own word on a rule stays.</summary>
    public static Node Inherited(MapNode file, Node service) =>
        Rules(file) is { } rules && service is MapNode map ? map.With(Key, new MapNode(rules.Entries.Concat(Rules(map)?.Entries ?? []), rules.Place)) : service;

    private static IEnumerable<IgnoredRule> Of(Node node, string service) =>
        Rules(node)?.Entries.Select(entry => new IgnoredRule(entry.Key, Reason(entry), entry.Place, service)) ?? [];

    private static MapNode? Rules(Node node) => node is not MapNode map || !map.TryGet(Key, out var ignore) ? null
        : ignore.Value as MapNode
            ?? throw new ComposeSyntaxException(ignore.Place, $"{Key} must be a mapping, not {ignore.Value.Kind}; write 'RULE: reason' lines below it");

    private static string Reason(MapEntry entry) => entry.Value is ScalarNode { Text: { } reason } && !string.IsNullOrWhiteSpace(reason)
        ? Symbols.Print(reason)
        : throw new ComposeSyntaxException(entry.Place, $"rule {entry.Key} is silenced without a reason; write 'RULE: reason'");
}
