using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Stands between the command line and a server, and writes down what is asked.</summary>
internal sealed class Listener : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client;

    public Listener(Uri server)
    {
        _client = new HttpClient { BaseAddress = server };
        Authority = $"127.0.0.1:{OllamaProcess.FreePort()}";
        _listener.Prefixes.Add($"http://{Authority}/");
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Authority { get; }

    /// <summary>Paths and bodies, in their order.</summary>
    public ConcurrentQueue<(string Path, string Body)> Requests { get; } = new();

    /// <summary>The bodies of all questions of a conversation.</summary>
    public JsonNode[] Chats => [.. Requests.Where(r => r.Path == "/api/chat").Select(r => JsonNode.Parse(r.Body)!)];

    /// <summary>Who said what in the last question.</summary>
    public string[] LastMessages => [.. Chats[^1]["messages"]!.AsArray().Select(m => $"{m!["role"]}: {m["content"]}")];

    public void Dispose()
    {
        _listener.Close();
        _client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ForwardAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            string body = await reader.ReadToEndAsync();
            Requests.Enqueue((context.Request.Url!.AbsolutePath, body));
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), context.Request.Url.PathAndQuery);
            request.Content = body.Length > 0 ? new StringContent(body) : null;
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            context.Response.StatusCode = (int)answer.StatusCode;
            await using Stream from = await answer.Content.ReadAsStreamAsync();
            byte[] buffer = new byte[4096];
            for (int count; (count = await from.ReadAsync(buffer)) > 0;)
            {
                await context.Response.OutputStream.WriteAsync(buffer.AsMemory(0, count));
                await context.Response.OutputStream.FlushAsync();
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or HttpRequestException or IOException or ObjectDisposedException)
        {
            // The caller left.
            context.Response.Abort();
        }
    }
}
