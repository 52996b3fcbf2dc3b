namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>One item under <c>include</c>.</summary>
internal sealed record IncludeEntry(IReadOnlyList<string> Paths, IReadOnlyList<string> EnvFiles, string? ProjectDirectory, SourcePlace Place)
{
    private static readonly string[] Keys = ["path", "env_file", "project_directory"];

    public static IncludeEntry Of(Node item) => item switch
    {
        ScalarNode { Text: { Length: > 0 } path } => new([path], [], null, item.Place),
        MapNode map when map.Entries.All(entry => Keys.Contains(entry.Key)) && Texts(map["path"]) is { Count: > 0 } paths =>
            new(paths, Texts(map["env_file"]) ?? [], (map["project_directory"] as ScalarNode)?.Text, item.Place),
        _ => throw new ComposeSyntaxException(item.Place, "an include is a path or has 'path', 'env_file' and 'project_directory'; name the path"),
    };

    private static List<string>? Texts(Node? node) => node switch
    {
        ScalarNode { Text: { } text } => [text],
        ListNode list when list.Items.All(item => item is ScalarNode { Text: not null }) => [.. list.Items.Select(item => ((ScalarNode)item).Text!)],
        _ => null,
    };
}
