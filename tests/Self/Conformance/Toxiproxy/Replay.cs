using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Plays a transcript once, from a clean server, and keeps the answers.</summary>
internal static class Replay
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<int, (string Expected, string Actual)>>> Played = new();

    public static (string Expected, string Actual) Of(Exchange exchange) =>
        Played.GetOrAdd(exchange.File, file => new(() => Play(file))).Value[exchange.Number];

    private static Dictionary<int, (string Expected, string Actual)> Play(string file)
    {
        using var own = Target.Foreign is null ? ProxyServer.Start() : null;
        var server = Target.Foreign ?? own!.Api;
        Clear(server);
        var answers = new Dictionary<int, (string, string)>();
        var ports = new Dictionary<string, string>();
        foreach (var exchange in Exchange.Read(file))
        {
            // Ports of the recording are replaced by ones that are free here, of the same length.
            foreach (var port in Regex.Matches(exchange.Request, @":(2\d{4})\b").Select(match => match.Groups[1].Value))
            {
                ports.TryAdd(port, ProxyServer.FreePort().ToString("00000", null));
            }

            var request = ports.Aggregate(exchange.Request, (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
            answers[exchange.Number] = (Volatile.Hide(exchange.Response, ports), Volatile.Hide(Send(server, request), ports));
        }

        return answers;
    }

    /// <summary>Sends a recorded request to a server and returns all that comes back.</summary>
    public static string Send(Uri server, string request)
    {
        var split = request.IndexOf("\n\n", StringComparison.Ordinal);
        using var client = new TcpClient(server.Host, server.Port) { ReceiveTimeout = 30_000 };
        var stream = client.GetStream();
        stream.Write(Encoding.UTF8.GetBytes(request[..split].Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n" + request[(split + 2)..]));
        using var answer = new MemoryStream();
        stream.CopyTo(answer);
        return Encoding.UTF8.GetString(answer.ToArray()).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static void Clear(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        foreach (var (name, _) in http.GetFromJsonAsync<JsonObject>("proxies").GetAwaiter().GetResult()!)
        {
            http.DeleteAsync(new Uri(server, $"proxies/{Uri.EscapeDataString(name)}")).GetAwaiter().GetResult().Dispose();
        }
    }
}
