using Ollama.Go;
using Ollama.Scheduling;
using Ollama.Store;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Server;

/// <summary>The models that are stored and loaded: <c>tags</c>, <c>ps</c>, <c>delete</c>.</summary>
internal sealed class ModelHandler(ModelStore store, Scheduler scheduler)
{
    public static readonly Field[] Fields =
    [
        new("model", FieldKind.Text), new("name", FieldKind.Text), new("system", FieldKind.Text), new("template", FieldKind.Text), new("options", FieldKind.Object, "map[string]interface {}"),
        new("verbose", FieldKind.Flag, "bool"),
    ];

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

    public async Task DeleteAsync(Exchange exchange)
    {
        RequestBinder request = RequestBinder.Bind(await exchange.ReadBodyAsync(), "DeleteRequest", Fields);
        string text = Named(request);
        ModelName name = ModelName.Parse(text) ?? throw new ApiException(400, $"name {GoQuote.Double(text)} is invalid");
        StoredModel stored = store.Find(name) ?? throw new ApiException(404, $"model '{text}' not found");
        store.Delete(stored);
        await exchange.ReplyAsync(200, null, ReadOnlyMemory<byte>.Empty);
    }

    public static string Named(RequestBinder request) => request.Text("model") is { Length: > 0 } model ? model : request.Text("name");
}
