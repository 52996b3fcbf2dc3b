using Standins.Golang.Json;

namespace Ollama.Store;

internal sealed record Layer(string MediaType, string Digest, long Size, string From)
{
    /// <summary>The blob's file name.</summary>
    public string FileName => Digest.Replace(':', '-');

    /// <summary>The digest as progress lines show it.</summary>
    public string ShortDigest => Digest[7..19];
}

/// <summary>A manifest of the model store or of a registry.</summary>
internal sealed record Manifest(Layer Config, IReadOnlyList<Layer> Layers)
{
    public const string ModelType = "application/vnd.ollama.image.model";
    public const string ParamsType = "application/vnd.ollama.image.params";
    public const string TemplateType = "application/vnd.ollama.image.template";
    public const string SystemType = "application/vnd.ollama.image.system";
    public const string LicenseType = "application/vnd.ollama.image.license";

    /// <summary>Layers in their order, then the config: the order of a pull.</summary>
    public IEnumerable<Layer> All => Config.Digest.Length > 0 ? Layers.Append(Config) : Layers;

    public long Size => All.Sum(l => l.Size);

    /// <exception cref="JsonException">It is not JSON, or digests are not digests.</exception>
    public static Manifest Parse(ReadOnlyMemory<byte> text)
    {
        JsonValue json = JsonReader.Read(text) ?? throw new JsonException("EOF");
        return new Manifest(ParseLayer(json["config"]), [.. (json["layers"]?.Items ?? []).Select(ParseLayer)]);
    }

    public Layer? Find(string mediaType) => Layers.FirstOrDefault(l => l.MediaType == mediaType);

    private static Layer ParseLayer(JsonValue? json)
    {
        string digest = json?["digest"]?.Text ?? "";
        if (digest.Length > 0 && (digest.Length != 71 || !digest.StartsWith("sha256:", StringComparison.Ordinal) || !digest[7..].All(char.IsAsciiHexDigit)))
        {
            throw new JsonException("invalid digest format");
        }

        return new Layer(json?["mediaType"]?.Text ?? "", digest, (long)(json?["size"] is { Kind: JsonKind.Number } n ? n.Number : 0), json?["from"]?.Text ?? "");
    }
}
