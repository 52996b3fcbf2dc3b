using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Docker.DotNet.Engine;

/// <summary>The engine's JSON: names as written in the models, case ignored when reading, null left out when writing.</summary>
internal static class EngineJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A request body of known length: the engine takes no chunked JSON before a hijacked stream.</summary>
    public static HttpContent Content(object body) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Options))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

    /// <summary>A header value that carries JSON.</summary>
    public static string Header<T>(T value) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(value, Options)).Replace('+', '-').Replace('/', '_');

    /// <summary>Reports JSON values that follow each other without a separator, each as soon as it is complete.</summary>
    public static async Task ReportEachAsync<T>(Stream stream, IProgress<T> progress, CancellationToken cancellationToken)
    {
        await foreach (var value in JsonSerializer.DeserializeAsyncEnumerable<T>(stream, topLevelValues: true, Options, cancellationToken))
        {
            if (value is not null)
            {
                progress.Report(value);
            }
        }
    }
}
