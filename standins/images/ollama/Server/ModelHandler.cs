using System.Globalization;
using System.Text;
using Ollama.Go;
using Ollama.Http;
using Ollama.Scheduling;
using Ollama.Store;

namespace Ollama.Server;

/// <summary>The models that are stored and loaded: <c>tags</c>, <c>ps</c>, <c>show</c>, <c>delete</c>.</summary>
internal sealed class ModelHandler(ModelStore store, Scheduler scheduler)
{
    private static readonly Field[] Fields =
        [new("model", FieldKind.Text), new("name", FieldKind.Text), new("system", FieldKind.Text), new("verbose", FieldKind.Flag, "bool")];

    public Task TagsAsync(Exchange exchange)
    {
        JsonText json = new JsonText().Open().Open("models", '[');
        foreach (StoredModel stored in store.List())
        {
            json.Open().Str("name", stored.Name.Short).Str("model", stored.Name.Short).Str("modified_at", GoTime.Rfc3339Nano(stored.ModifiedAt))
                .Num("size", stored.Manifest.Size).Str("digest", stored.Digest).Raw("details", new Model(stored, store).Details()).Close();
        }

        return exchange.JsonAsync(200, json.Close(']').Close().ToString());
    }

    public Task RunningAsync(Exchange exchange)
    {
        JsonText json = new JsonText().Open().Open("models", '[');
        foreach ((LoadedModel loaded, DateTime expires) in scheduler.List())
        {
            Model model = loaded.Model;
            json.Open().Str("name", model.Name.Short).Str("model", model.Name.Short).Num("size", loaded.Plan.Total).Str("digest", model.Stored.Digest)
                .Raw("details", model.Details()).Str("expires_at", GoTime.Rfc3339Nano(expires)).Num("size_vram", 0)
                .Num("context_length", loaded.Options.ContextLength).Close();
        }

        return exchange.JsonAsync(200, json.Close(']').Close().ToString());
    }

    public async Task ShowAsync(Exchange exchange)
    {
        RequestBinder request = RequestBinder.Bind(await exchange.ReadBodyAsync(), "ShowRequest", Fields);
        string text = Named(request) is { Length: > 0 } t ? t : throw new ApiException(400, "model is required");
        ModelName name = ModelName.Parse(text) ?? throw new ApiException(400, "invalid model name");
        var model = new Model(store.Find(name) ?? throw new ApiException(404, $"model '{text}' not found"), store);
        Gguf gguf = ModelLoader.Open(model);
        var json = new JsonText().Open();
        if (model.Licenses.Count > 0)
        {
            json.Str("license", string.Join("\n", model.Licenses));
        }

        string system = request.Text("system") is { Length: > 0 } s ? s : model.System;
        json.Str("modelfile", ModelFile(model, system));
        if (model.Parameters is { } parameters)
        {
            json.Str("parameters", string.Join("\n", Parameters(parameters).Select(p => $"{p.Name,-30} {p.Value}")));
        }

        json.Str("template", model.Template ?? "{{ .Prompt }}");
        if (system.Length > 0)
        {
            json.Str("system", system);
        }

        json.Raw("details", model.Details(model.ParentModel)).Open("model_info");
        Metadata(json, gguf);
        json.Close().Open("tensors", '[');
        foreach (GgufTensor tensor in gguf.Tensors)
        {
            json.Open().Str("name", tensor.Name).Str("type", GgufTypes.Name(tensor.Type)).Raw("shape", $"[{string.Join(',', tensor.Shape)}]").Close();
        }

        json.Close(']').List("capabilities", model.Capabilities).Str("modified_at", GoTime.Rfc3339Nano(model.Stored.ModifiedAt));
        await exchange.JsonAsync(200, json.Close().ToString());
    }

    public async Task DeleteAsync(Exchange exchange)
    {
        RequestBinder request = RequestBinder.Bind(await exchange.ReadBodyAsync(), "DeleteRequest", Fields);
        string text = Named(request);
        ModelName name = ModelName.Parse(text) ?? throw new ApiException(400, $"name {GoQuote.Double(text)} is invalid");
        StoredModel stored = store.Find(name) ?? throw new ApiException(404, $"model '{text}' not found");
        scheduler.Expire(new Model(stored, store));
        store.Delete(stored);
        await exchange.ReplyAsync(200, null, ReadOnlyMemory<byte>.Empty);
    }

    private static string Named(RequestBinder request) => request.Text("model") is { Length: > 0 } model ? model : request.Text("name");

    private static void Metadata(JsonText json, Gguf gguf)
    {
        SortedDictionary<string, object> all = new(gguf.Metadata, StringComparer.Ordinal) { ["general.parameter_count"] = gguf.Parameters };
        all.Remove("general.name");
        foreach ((string key, object value) in all)
        {
            _ = value switch
            {
                string text => json.Str(key, text),
                bool flag => json.Bool(key, flag),
                GgufArray => json.Raw(key, "null"),
                float f => json.Raw(key, ((decimal)f).ToString("0.####################", CultureInfo.InvariantCulture)),
                _ => json.Raw(key, Convert.ToString(value, CultureInfo.InvariantCulture)!),
            };
        }
    }

    private static IEnumerable<(string Name, string Value)> Parameters(JsonValue parameters)
        => parameters.Members.OrderBy(m => m.Key, StringComparer.Ordinal).SelectMany(m => m.Value.Kind == JsonKind.Array
            ? m.Value.Items.Select(i => (m.Key, GoQuote.Double(i.Text)))
            : [(m.Key, m.Value.Kind == JsonKind.String ? GoQuote.Double(m.Value.Text) : m.Value.Text)]);

    private static string ModelFile(Model model, string system)
    {
        var file = new StringBuilder("# Modelfile generated by \"ollama show\"\n# To build a new Modelfile based on this, replace FROM with:\n");
        file.Append(CultureInfo.InvariantCulture, $"# FROM {model.Name.Short}\n\nFROM {model.Path}\n");
        file.Append(CultureInfo.InvariantCulture, $"TEMPLATE {Quoted(model.Template ?? "{{ .Prompt }}")}\n");
        file.Append(system.Length > 0 ? $"SYSTEM {Quoted(system)}\n" : "");
        foreach ((string name, string value) in model.Parameters is { } parameters ? Parameters(parameters) : [])
        {
            file.Append(CultureInfo.InvariantCulture, $"PARAMETER {name} {value.Trim('"')}\n");
        }

        foreach (string license in model.Licenses)
        {
            file.Append(CultureInfo.InvariantCulture, $"LICENSE \"\"\"{license}\"\"\"\n");
        }

        return file.ToString();
    }

    private static string Quoted(string text) => text.Contains('\n', StringComparison.Ordinal) || text != text.Trim()
        ? text.Contains('"', StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal) ? $"\"\"\"{text}\"\"\"" : $"\"{text}\"" : text;
}
