using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Archiv.Tests.Self.Backend;

/// <summary>One exchange with the scripted server: what came in, and the connection to answer on.</summary>
public sealed class Exchange(string path, string body, NetworkStream connection, CancellationToken stop)
{
    public string Path => path;

    public string Body => body;

    /// <summary>Ends with the server.</summary>
    public CancellationToken Stop => stop;

    public Task Json(string json, int status = 200) =>
        Raw($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\nConnection: close\r\n\r\n{json}");

    public Task Raw(string bytes) => connection.WriteAsync(Encoding.UTF8.GetBytes(bytes), stop).AsTask();

    /// <summary>Says nothing and ends when the caller hangs up.</summary>
    public async Task UntilHungUp()
    {
        try
        {
            while (await connection.ReadAsync(new byte[256], stop) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is hanging up as well.
        }
    }

    /// <summary>Ends the connection with RST instead of FIN.</summary>
    public void Reset()
    {
        connection.Socket.LingerState = new LingerOption(true, 0);
        connection.Socket.Close();
    }
}

/// <summary>A test double of the model server that answers as the test says; it runs on raw TCP, so that broken answers can be given.</summary>
internal sealed class ScriptedModelServer : IAsyncDisposable
{
    public const string Pinned = """{"models":[{"name":"qwen2.5:7b-instruct-q4_K_M","expires_at":"2319-03-03T07:26:25.65Z"}]}""";
    public const string Unpinned = """{"models":[{"name":"qwen2.5:7b-instruct-q4_K_M","expires_at":"2026-11-21T10:00:00Z"}]}""";
    public const string NoneLoaded = """{"models":[]}""";
    public const string LoadDone = """{"model":"m","created_at":"2026-11-21T10:00:00Z","response":"","done":true,"done_reason":"load"}""";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public ScriptedModelServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>All requests so far as path and body.</summary>
    public ConcurrentQueue<(string Path, string Body)> Seen { get; } = new();

    public Func<Exchange, Task> OnPs { get; set; } = exchange => exchange.Json(Pinned);

    public Func<Exchange, Task> OnGenerate { get; set; } = exchange => exchange.Json(LoadDone);

    public Func<Exchange, Task> OnChat { get; set; } = exchange => exchange.Json(Answer("""{"persons":["Anna"],"places":[],"fromYear":null,"toYear":null,"types":[],"words":[]}"""));

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public int Count(string path) => Seen.Count(request => request.Path == path);

    /// <summary>A chat answer around what the model wrote.</summary>
    public static string Answer(string content) =>
        $$"""{"model":"m","message":{"role":"assistant","content":{{JsonSerializer.Serialize(content)}}},"done":true,"done_reason":"stop","load_duration":1000000,"prompt_eval_count":200,"eval_count":40,"eval_duration":900000000}""";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var connection = client.GetStream();
                var (path, body) = await ReadAsync(connection);
                Seen.Enqueue((path, body));
                var script = path switch { "/api/ps" => OnPs, "/api/generate" => OnGenerate, _ => OnChat };
                await script(new Exchange(path, body, connection, stop.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The caller hung up, or the test is over.
            }
        }
    }

    private async Task<(string Path, string Body)> ReadAsync(NetworkStream connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await connection.ReadExactlyAsync(one, stop.Token);
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n");
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))?.Split(' ')[1] ?? "0";
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await connection.ReadExactlyAsync(body, stop.Token);
        return (lines[0].Split(' ')[1], Encoding.UTF8.GetString(body));
    }
}
