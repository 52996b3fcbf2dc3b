using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Toxiproxy.Net;

/// <summary>Sends one call and reads its answer.</summary>
internal sealed class ApiCalls(IHttpClientFactory factory)
{
    /// <summary>The answer's JSON, or null when it has no body.</summary>
    /// <exception cref="ToxiProxiException">The server answered with an error.</exception>
    public JsonNode? Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var client = factory.Create();
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = client.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        if (!response.IsSuccessStatusCode)
        {
            var error = Parse(text);
            throw new ToxiProxiException(Member(error, "title")?.ToString()) { Status = Member(error, "status")?.GetValue<int>() ?? (int)response.StatusCode };
        }

        return text.Length > 0 ? JsonNode.Parse(text) : null;
    }

    public static string Escape(string name) => Uri.EscapeDataString(name);

    private static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
