using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Standins.Toxiproxy.Api;

/// <summary>An error the API answers with.</summary>
internal sealed class ApiError(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static ApiError ProxyNotFound => new(404, "proxy not found");

    public static ApiError ToxicNotFound => new(404, "toxic not found");

    public static ApiError BadBody(string why) => new(400, $"bad request body: {why}");

    public static ApiError Missing(string field) => new(400, $"missing required field: {field}");

    /// <summary>What the log says of an error that has no status of its own.</summary>
    public static (string Message, string Error) Unexpected(Exception e) => ("Error did not include status code", e.Message);

    /// <summary>Parses and decodes a body; what goes wrong becomes a 400.</summary>
    public static void Decode(Body body, Action<JsonValue, GoDecoder> decode)
    {
        try
        {
            var decoder = new GoDecoder();
            decode(JsonReader.Read(body) ?? throw new JsonException("EOF"), decoder);
            decoder.ThrowIfFailed();
        }
        catch (JsonException e)
        {
            throw BadBody(e.Message);
        }
    }
}
