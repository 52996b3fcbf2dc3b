namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The mounts of a service.</summary>
internal static class VolumeShapes
{
    private static readonly RecordShape Bind = new(new Dictionary<string, Field>
    {
        ["propagation"] = TextShape.Text,
        ["create_host_path"] = TruthShape.Truth,
        ["recursive"] = new TextShape("enabled", "disabled", "writable", "readonly"),
        ["selinux"] = new TextShape("z", "Z"),
    });

    private static readonly RecordShape Volume = new(new Dictionary<string, Field>
    {
        ["nocopy"] = TruthShape.Truth,
        ["subpath"] = TextShape.Text,
    });

    private static readonly RecordShape Tmpfs = new(new Dictionary<string, Field>
    {
        ["size"] = BytesShape.Whole,
        ["mode"] = NumberShape.Cut,
    });

    private static readonly RecordShape Image = new(new Dictionary<string, Field> { ["subpath"] = TextShape.Text });

    private static readonly RecordShape Mount = new(new Dictionary<string, Field>
    {
        ["type"] = new(TextShape.Text, Required: true),
        ["source"] = TextShape.Text,
        ["target"] = TextShape.Text,
        ["read_only"] = TruthShape.Truth,
        ["consistency"] = TextShape.Text,
        ["bind"] = new(Bind, KeepEmpty: true),
        ["volume"] = new(Volume, KeepEmpty: true),
        ["tmpfs"] = new(Tmpfs, KeepEmpty: true),
        ["image"] = new(Image, KeepEmpty: true),
    })
    { Then = Finish };

    public static readonly ListShape Volumes = new(Mount) { Split = VolumeShort.Long, Key = (_, read) => Text(read, "target") ?? "" };

    private static MapNode Finish(MapNode read, MapNode written, Scope scope)
    {
        if (Text(read, "target") is not { } target)
        {
            return (MapNode)scope.Refuse(written, "lacks 'target', the path inside the container; add it");
        }

        var mount = Symbols.In(target) ? read : Replace(read, "target", ReadContext.Clean(target));
        if (Text(mount, "type") != "bind")
        {
            return mount;
        }

        var source = Text(mount, "source") ?? ((ScalarNode)scope.Refuse(written, "is a bind mount and lacks 'source'; add it")).Text!;
        var windows = source.Length > 2 && char.IsAsciiLetter(source[0]) && source[1] == ':' && source[2] is '\\' or '/';
        return windows ? mount : Replace(mount, "source", scope.Context.Absolute(source, mount["source"]!.Place));
    }

    private static MapNode Replace(MapNode map, string key, string value) => map.With(key, new ScalarNode(value, map[key]!.Place));

    private static string? Text(Node node, string key) => ((node as MapNode)?[key] as ScalarNode)?.Text;
}
