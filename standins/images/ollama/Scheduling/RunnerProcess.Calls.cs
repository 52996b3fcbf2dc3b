using System.Net;
using System.Net.Sockets;
using Ollama.Http;
using Standins.Golang.Json;

namespace Ollama.Scheduling;

/// <content>What the server asks its runner.</content>
internal sealed partial class RunnerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends a request to the runner.</summary>
    /// <exception cref="IOException">Nobody listens, or the connection broke.</exception>
    public async Task<HttpCall> CallAsync(string method, string path, string? body, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), cancel);
            return await HttpCall.SendAsync(new NetworkStream(socket, true), method, $"127.0.0.1:{Port}", path, body, cancel);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException(e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the runner still answers; one that hangs counts as gone after ten seconds, as in the original.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            if (!HasExited && await ProgressAsync(limit.Token) is not null)
            {
                return true;
            }

            // Its port is closed a moment before its end is known.
            await Task.WhenAny(Exited, Task.Delay(1000, cancel));
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Progress of the load between 0 and 1, or null while nobody answers.</summary>
    public async Task<double?> ProgressAsync(CancellationToken cancel)
    {
        try
        {
            await using HttpCall call = await CallAsync("GET", "/health", null, cancel);
            return JsonReader.Read(await call.BodyAsync(cancel))?["progress"]?.Number;
        }
        catch (Exception e) when (e is IOException or SocketException or JsonException)
        {
            return null;
        }
    }
}
