using System.Net;
using System.Net.Sockets;
using System.Text;
using Docker.DotNet;

namespace Archiv.Tests.Self.Packages;

/// <summary>A server on a unix socket or a TCP port that answers each connection's one request as the test says.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly DirectoryInfo? folder;
    private readonly Socket listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Received, Stream, Task> answer;
    private readonly Task serving;

    private FakeEngine(DirectoryInfo? folder, EndPoint at, Func<Received, Stream, Task> answer)
    {
        this.folder = folder;
        this.answer = answer;
        listener = folder is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(at);
        listener.Listen();
        serving = ServeAsync();
    }

    public Uri Endpoint => folder is null
        ? new Uri($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}")
        : new Uri($"unix://{listener.LocalEndPoint}");

    public List<Received> Requests { get; } = [];

    public static FakeEngine OnSocket(Func<Received, Stream, Task> answer)
    {
        var folder = Directory.CreateTempSubdirectory("packages-");
        return new FakeEngine(folder, new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "engine.sock")), answer);
    }

    public static FakeEngine OnTcp(Func<Received, Stream, Task> answer) => new(null, new IPEndPoint(IPAddress.Loopback, 0), answer);

    /// <summary>Answers every request with the same status and body.</summary>
    public static FakeEngine Saying(int status, string body) => OnSocket((_, connection) => SendAsync(connection, status, body));

    public static Task SendAsync(Stream connection, int status, string body) =>
        WriteAsync(connection, $"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static Task WriteAsync(Stream connection, string text) => connection.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    public DockerClient Connect() => new DockerClientBuilder().WithEndpoint(Endpoint).WithApiVersion(new Version(1, 41)).Build();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
        folder?.Delete(recursive: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptAsync(stop.Token);
                await using var connection = new NetworkStream(socket);
                var request = await Received.ReadAsync(connection, stop.Token);
                Requests.Add(request);
                await answer(request, connection);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
