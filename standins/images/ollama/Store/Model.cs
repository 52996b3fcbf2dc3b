using Standins.Golang.Json;

namespace Ollama.Store;

/// <summary>A stored model with what its small layers say.</summary>
internal sealed class Model
{
    private readonly JsonValue? _config;

    public Model(StoredModel stored, ModelStore store)
    {
        Stored = stored;
        _config = ReadJson(store, stored.Manifest.Config);
        Layer? weights = stored.Manifest.Find(Manifest.ModelType);
        Path = weights is null ? "" : store.BlobPath(weights);
        ParentModel = weights?.From ?? "";
        Parameters = stored.Manifest.Find(Manifest.ParamsType) is { } p ? ReadJson(store, p) : null;
        Template = ReadText(store, Manifest.TemplateType).FirstOrDefault();
        System = ReadText(store, Manifest.SystemType).FirstOrDefault() ?? "";
        Licenses = [.. ReadText(store, Manifest.LicenseType)];
    }

    public StoredModel Stored { get; }

    /// <summary>The file of weights; the scheduler's key, as two names may share one.</summary>
    public string Path { get; }

    public string ParentModel { get; }

    public JsonValue? Parameters { get; }

    /// <summary>Null when the model has none of its own.</summary>
    public string? Template { get; }

    public string System { get; }

    public IReadOnlyList<string> Licenses { get; }

    public ModelName Name => Stored.Name;

    /// <summary>A template that mentions tools or a suffix can do that too.</summary>
    public IReadOnlyList<string> Capabilities =>
    [
        "completion",
        .. Template?.Contains(".Tools", StringComparison.Ordinal) == true ? (string[])["tools"] : [],
        .. Template?.Contains(".Suffix", StringComparison.Ordinal) == true ? (string[])["insert"] : [],
    ];

    /// <summary>The object <c>details</c> of several answers.</summary>
    public string Details(string parentModel = "")
    {
        JsonText json = new JsonText().Open().Str("parent_model", parentModel).Str("format", Text("model_format")).Str("family", Text("model_family"));
        if (_config?["model_families"] is { Kind: JsonKind.Array } families)
        {
            json.List("families", families.Items.Select(f => f.Text));
        }
        else
        {
            json.Raw("families", "null");
        }

        return json.Str("parameter_size", Text("model_type")).Str("quantization_level", Text("file_type")).Close().ToString();
    }

    private string Text(string name) => _config?[name]?.Text ?? "";

    private static JsonValue? ReadJson(ModelStore store, Layer layer)
    {
        try
        {
            return layer.Digest.Length == 0 ? null : JsonReader.Read(File.ReadAllBytes(store.BlobPath(layer)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private IEnumerable<string> ReadText(ModelStore store, string mediaType)
        => Stored.Manifest.Layers.Where(l => l.MediaType == mediaType).Select(store.BlobPath).Where(File.Exists).Select(File.ReadAllText);
}
