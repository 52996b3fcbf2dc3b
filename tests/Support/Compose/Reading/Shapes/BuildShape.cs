namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>How an image is built: a folder, or a mapping.</summary>
internal static class BuildShape
{
    // True, false, or a text of parameters.
    private static readonly KeptShape Attestation = new();

    public static readonly RecordShape Build = new(new Dictionary<string, Field>
    {
        ["context"] = TextShape.Text,
        ["dockerfile"] = TextShape.Text,
        ["dockerfile_inline"] = TextShape.Text,
        ["entitlements"] = TextListShape.Kept,
        ["args"] = KeyValuesShape.Arguments,
        ["ssh"] = SshShape.Ssh,
        ["labels"] = KeyValuesShape.Labels,
        ["cache_from"] = TextListShape.Kept,
        ["cache_to"] = TextListShape.Kept,
        ["no_cache"] = TruthShape.Truth,
        ["additional_contexts"] = new KeyValuesShape(WithoutValue.Empty) { Then = (text, node, scope) => Folder(text, node, scope) },
        ["network"] = TextShape.Text,
        ["provenance"] = Attestation,
        ["pull"] = TruthShape.Truth,
        ["target"] = TextShape.Text,
        ["shm_size"] = BytesShape.Whole,
        ["extra_hosts"] = ExtraHostsShape.Hosts,
        ["isolation"] = TextShape.Text,
        ["privileged"] = TruthShape.Truth,
        ["sbom"] = Attestation,
        ["secrets"] = FileReferenceShapes.Plain,
        ["tags"] = TextListShape.Kept,
        ["ulimits"] = UlimitShape.Ulimits,
        ["platforms"] = TextListShape.Dropped,
    })
    {
        Long = node => node is ScalarNode { Text: not null } ? new MapNode([new("context", node.Place, node)], node.Place) : node,
        Then = Finish,
    };

    private static MapNode Finish(MapNode read, MapNode written, Scope scope)
    {
        if (read["dockerfile"] is not null && read["dockerfile_inline"] is not null)
        {
            scope.Refuse(written, "has both 'dockerfile' and 'dockerfile_inline'; keep one");
        }

        var context = read["context"] as ScalarNode ?? new ScalarNode(".", read.Place);
        var build = read.With("context", new ScalarNode(Folder(context.Text!, context, scope), context.Place));
        return build["dockerfile"] is null && build["dockerfile_inline"] is null
            ? build.With("dockerfile", new ScalarNode("Dockerfile", build.Place))
            : build;
    }

    // What names a place elsewhere stays: a URL, a repository, another service or image.
    private static string Folder(string text, Node node, Scope scope) =>
        text.Contains("://", StringComparison.Ordinal) || text.StartsWith("service:", StringComparison.Ordinal)
        || text.StartsWith("git@", StringComparison.Ordinal) || text.StartsWith("github.com/", StringComparison.Ordinal)
            ? text
            : scope.Context.Absolute(text, node.Place);
}
