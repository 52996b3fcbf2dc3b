using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Archiv.Tests.Support.Clients;

/// <summary>What a port of this host answers to somebody who speaks HTTP without TLS.</summary>
/// <param name="Status">The status; null where no HTTP came back.</param>
/// <param name="Location">Where it redirects to.</param>
public sealed record PlainHttp(int? Status, string? Location)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Asks for a path on the loopback.</summary>
    /// <param name="port">The port.</param>
    /// <param name="host">The site's name.</param>
    /// <param name="path">The path.</param>
    public static async Task<PlainHttp> Get(int port, string host, string path)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            using var client = await Connect(port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), deadline.Token);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return Parse((await reader.ReadToEndAsync(deadline.Token)).Split("\r\n"));
        }
        catch (Exception closed) when (closed is IOException or SocketException or OperationCanceledException)
        {
            return new(null, null);
        }
    }

    /// <summary>Connects to a port of the loopback.</summary>
    public static async Task<TcpClient> Connect(int port)
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        using var deadline = new CancellationTokenSource(Deadline);
        await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
        return client;
    }

    /// <inheritdoc />
    public override string ToString() => Status is null ? "no answer" : $"{Status}{(Location is null ? "" : $" to {Location}")}";

    private static PlainHttp Parse(string[] lines)
    {
        var words = lines[0].Split(' ');
        var status = words[0].StartsWith("HTTP/", StringComparison.Ordinal) && words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : (int?)null;
        var location = lines.TakeWhile(line => line.Length > 0).FirstOrDefault(line => line.StartsWith("Location:", StringComparison.OrdinalIgnoreCase));
        return new(status, location?["Location:".Length..].Trim());
    }
}
