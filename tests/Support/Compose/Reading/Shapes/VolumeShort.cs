namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The short form of a mount, <c>[source:]target[:options]</c>.</summary>
internal static class VolumeShort
{
    private static readonly string[] Propagations = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

    /// <summary>The long form that it means.</summary>
    public static IEnumerable<Node> Long(Node node, Scope scope) => node is ScalarNode { Text: { } text } ? [Parse(text, node, scope)] : [node];

    private static MapNode Parse(string text, Node node, Scope scope)
    {
        if (text.Trim().Length <= 2 && !Symbols.In(text))
        {
            return text.Length == 0 ? (MapNode)scope.Refuse(node, "is empty; write source:target")
                : Map(node, ("type", "volume"), ("target", text));
        }

        var parts = Parts(text);
        if (parts.Exists(part => part.Length == 0) || parts.Count > 3)
        {
            scope.Refuse(node, $"'{text}' has {(parts.Count > 3 ? "too many colons" : "an empty part between colons")}; write source:target:options");
        }

        var (source, target, options) = parts.Count switch
        {
            1 => (null, parts[0], ""),
            2 => (parts[0], parts[1], ""),
            _ => (parts[0], parts[1], parts[2]),
        };
        return Mount(node, source, target, options.Split(','));
    }

    private static MapNode Mount(Node node, string? source, string target, string[] options)
    {
        var bind = source is not null && LooksLikePath(source);
        List<(string, object?)> mount = [("type", bind ? "bind" : "volume"), ("target", target)];
        if (source is not null)
        {
            mount.Add(("source", source));
        }

        if (Array.FindLast(options, option => option is "ro" or "rw") == "ro")
        {
            mount.Add(("read_only", true));
        }

        List<(string, object?)> binding = [];
        binding.AddRange(options.Where(option => option is "z" or "Z").Select(option => ("selinux", (object?)option)));
        binding.AddRange(options.Where(Propagations.Contains).Select(option => ("propagation", (object?)option)));
        if (bind)
        {
            binding.Add(("create_host_path", true));
        }

        if (binding.Count > 0)
        {
            mount.Add(("bind", Map(node, [.. binding])));
        }

        if (!bind || options.Contains("nocopy"))
        {
            mount.Add(("volume", options.Contains("nocopy") ? Map(node, ("nocopy", true)) : Map(node)));
        }

        return Map(node, [.. mount]);
    }

    // A single letter before a colon is the drive of a Windows path, as Compose sees it.
    private static List<string> Parts(string text)
    {
        List<string> parts = [];
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ':' && !(at - start == 1 && char.IsAsciiLetter(text[start]))))
            {
                parts.Add(text[start..at]);
                start = at + 1;
            }
        }

        return parts;
    }

    private static bool LooksLikePath(string source) =>
        source[0] is '.' or '/' or '~' || (source.Length > 1 && char.IsAsciiLetter(source[0]) && source[1] == ':');

    private static MapNode Map(Node node, params (string Key, object? Value)[] entries) => new(
        entries.Select(entry => new MapEntry(entry.Key, node.Place, entry.Value as Node ?? new ScalarNode(entry.Value, node.Place))), node.Place);
}
