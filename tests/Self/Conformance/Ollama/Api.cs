using System.Text.Json.Nodes;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The calls that many cases make.</summary>
internal static class Api
{
    public static Task<RawAnswer> PostAsync(this Uri server, string path, string body) => RawHttp.SendAsync(server, "POST", path, body);

    /// <summary>A generation in one piece.</summary>
    public static Task<RawAnswer> GenerateAsync(this Uri server, string model, int tokens = 3, string more = "")
        => server.PostAsync("/api/generate", $$$"""{"model":"{{{model}}}","prompt":"x","stream":false,"options":{"num_predict":{{{tokens}}}}{{{more}}}}""");

    public static Task<RawAnswer> LoadAsync(this Uri server, string model, string more = "")
        => server.PostAsync("/api/generate", $$"""{"model":"{{model}}"{{more}}}""");

    /// <summary>The loaded models as <c>/api/ps</c> lists them.</summary>
    public static async Task<JsonArray> LoadedAsync(this Uri server)
        => (JsonArray)JsonNode.Parse((await RawHttp.SendAsync(server, "GET", "/api/ps")).Body)!["models"]!;

    public static async Task<string> NamesAsync(this Uri server) => string.Join(' ', (await server.LoadedAsync()).Select(m => m!["name"]!.ToString()));

    public static async Task<DateTime> ExpiryAsync(this Uri server, string model)
        => DateTime.Parse((await server.LoadedAsync()).First(m => m!["name"]!.ToString() == model + ":latest")!["expires_at"]!.ToString(), null).ToUniversalTime();

    public static string Field(this RawAnswer answer, string name) => JsonNode.Parse(answer.Body)![name]?.ToString() ?? "absent";
}
