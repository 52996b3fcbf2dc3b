using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Archiv.Backend.Http;

/// <summary>Reads a request body; what is wrong with it is the caller's fault and becomes a 4xx.</summary>
internal static class JsonBody
{
    /// <exception cref="BadHttpRequestException">Not JSON, not an object, or larger than the server takes.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
                ?? throw new BadHttpRequestException("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new BadHttpRequestException("The body is not the JSON that is expected here.");
        }
    }
}
