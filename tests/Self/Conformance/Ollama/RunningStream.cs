using System.Net.Sockets;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A streamed generation of which the first part has arrived.</summary>
internal sealed class RunningStream : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    public static async Task<RunningStream> StartAsync(Uri server, string model, int tokens)
    {
        var running = new RunningStream();
        string body = $$$"""{"model":"{{{model}}}","prompt":"x","options":{"num_predict":{{{tokens}}}}}""";
        await running._client.ConnectAsync(server.Host, server.Port);
        await running._client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /api/generate HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        await Poll.UntilAsync(() => running._client.Available > 0, TimeSpan.FromSeconds(10), () => "no first part");
        return running;
    }

    /// <summary>All that arrived until the server closed the connection.</summary>
    public async Task<string> ToEndAsync()
    {
        using var reader = new StreamReader(_client.GetStream());
        return await reader.ReadToEndAsync();
    }

    public void Leave() => _client.Close();

    public void Dispose() => _client.Dispose();
}
