using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Archiv.Backend.Search;

namespace Archiv.Backend.Model;

/// <summary>One exchange with the model server: JSON in, one JSON object out, everything else is a <see cref="ModelFailure"/>.</summary>
internal sealed class ModelServer(HttpClient http) : IDisposable
{
    // A garbage stream must not fill the memory before the deadline ends it.
    private const int LargestAnswer = 1 << 20;

    public Task<JsonElement> GetAsync(string path, CancellationToken cancelled) => ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, path), cancelled);

    public Task<JsonElement> PostAsync(string path, ReadOnlyMemory<byte> json, CancellationToken cancelled)
    {
        var content = new ReadOnlyMemoryContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return ExchangeAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, cancelled);
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> ExchangeAsync(HttpRequestMessage request, CancellationToken cancelled)
    {
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
                var body = await ReadAsync(response.Content, cancelled);
                return Understand((int)response.StatusCode, body);
            }
            catch (HttpRequestException failed) when (failed.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError)
            {
                throw ModelFailure.Unreachable(failed);
            }
            // A connect that took too long is reported as a cancellation that nobody asked for.
            catch (OperationCanceledException late) when (!cancelled.IsCancellationRequested)
            {
                throw ModelFailure.Unreachable(late);
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException)
            {
                throw ModelFailure.Broken(failed);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancelled)
    {
        await using var stream = await content.ReadAsStreamAsync(cancelled);
        var body = new ArrayBufferWriter<byte>(4096);
        while (await stream.ReadAsync(body.GetMemory(4096), cancelled) is var read and > 0)
        {
            body.Advance(read);
            Deadline.Progress();
            if (body.WrittenCount > LargestAnswer)
            {
                throw ModelFailure.Invalid($"the answer is larger than {LargestAnswer} bytes");
            }
        }
        return body.WrittenMemory;
    }

    private static JsonElement Understand(int status, ReadOnlyMemory<byte> body)
    {
        JsonElement answer;
        try
        {
            answer = JsonElement.Parse(body.Span);
        }
        catch (JsonException garbage)
        {
            throw status == 200 ? ModelFailure.Invalid("the answer is not one JSON value", garbage) : ModelFailure.Refused(status, Excerpt(body));
        }
        // A failure can also stand inside a 200.
        if (status != 200 || (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out _)))
        {
            throw ModelFailure.Refused(status, Excerpt(body));
        }
        return answer.ValueKind == JsonValueKind.Object ? answer : throw ModelFailure.Invalid("the answer is not a JSON object");
    }

    private static string Excerpt(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 300)]);
}
