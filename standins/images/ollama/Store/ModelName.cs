namespace Ollama.Store;

/// <summary>A model's name with everything that may be left out: <c>registry.ollama.ai/library/NAME:latest</c>.</summary>
internal sealed record ModelName(string Host, string Namespace, string Model, string Tag, string Scheme = "https")
{
    public const string DefaultHost = "registry.ollama.ai", DefaultNamespace = "library", DefaultTag = "latest";

    /// <summary>The name in full; null when it is not one.</summary>
    public static ModelName? Parse(string text)
    {
        string scheme = "https";
        int protocol = text.IndexOf("://", StringComparison.Ordinal);
        if (protocol >= 0)
        {
            (scheme, text) = (text[..protocol], text[(protocol + 3)..]);
        }

        int at = text.IndexOf('@', StringComparison.Ordinal);
        text = at >= 0 ? text[..at] : text;
        string tag = DefaultTag;
        int colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf('/'))
        {
            (text, tag) = (text[..colon], text[(colon + 1)..]);
        }

        string[] parts = text.Split('/');
        ModelName? name = parts.Length switch
        {
            1 => new(DefaultHost, DefaultNamespace, parts[0], tag, scheme),
            2 => new(DefaultHost, parts[0], parts[1], tag, scheme),
            3 => new(parts[0], parts[1], parts[2], tag, scheme),
            _ => null,
        };
        return name is not null && Valid(name.Host, 350, ".:-") && Valid(name.Namespace, 80, "-") && Valid(name.Model, 80, ".-")
            && Valid(name.Tag, 80, ".-") ? name : null;
    }

    /// <summary>Without what is the default, but always with the tag.</summary>
    public string Short => Host != DefaultHost ? Full : Namespace != DefaultNamespace ? $"{Namespace}/{Model}:{Tag}" : $"{Model}:{Tag}";

    public string Full => $"{Host}/{Namespace}/{Model}:{Tag}";

    public string ManifestPath => Path.Combine(Host, Namespace, Model, Tag);

    public bool SameAs(ModelName other) => Full.Equals(other.Full, StringComparison.OrdinalIgnoreCase);

    private static bool Valid(string part, int length, string also)
        => part.Length > 0 && part.Length <= length && (char.IsAsciiLetterOrDigit(part[0]) || part[0] == '_')
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_' || also.Contains(c, StringComparison.Ordinal));
}
