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

    private static IEnumerable<IgnoredRule> Of(Node node, string service)
    {
        if (node is not MapNode map || !map.TryGet(Key, out var ignore))
        {
            return [];
        }

        return ignore.Value is MapNode rules
            ? rules.Entries.Select(entry => new IgnoredRule(entry.Key, Reason(entry), entry.Place, service))
            : throw new ComposeSyntaxException(ignore.Place, $"{Key} must be a mapping, not {ignore.Value.Kind}; write 'RULE: reason' lines below it");
    }

    private static string Reason(MapEntry entry) => entry.Value is ScalarNode { Text: { } reason } && !string.IsNullOrWhiteSpace(reason)
        ? Symbols.Print(reason)
        : throw new ComposeSyntaxException(entry.Place, $"rule {entry.Key} is silenced without a reason; write 'RULE: reason'");
}
