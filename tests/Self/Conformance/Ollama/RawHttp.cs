using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(string StatusLine, IReadOnlyList<string> Headers, string Body, IReadOnlyList<string> Chunks, bool CutOff)
{
    public int Status => StatusLine.Length == 0 ? 0 : int.Parse(StatusLine.Split(' ')[1], CultureInfo.InvariantCulture);

    public string? Header(string name)
        => Headers.FirstOrDefault(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    public IReadOnlyList<string> Lines => Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Sends bytes and reads the answer byte by byte: what a client library would hide is what is asked here.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<RawAnswer> SendAsync(Uri server, string method, string path, string? body = null, string headers = "")
    {
        byte[] content = Encoding.UTF8.GetBytes(body ?? "");
        string length = body is null ? "" : $"Content-Length: {content.Length}\r\n";
        byte[] head = Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers}{length}Connection: close\r\n\r\n");
        return SendAsync(server, [.. head, .. content], method == "HEAD");
    }

    public static async Task<RawAnswer> SendAsync(Uri server, byte[] request, bool noBody = false, bool end = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port, patience.Token);
        NetworkStream stream = client.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, patience.Token);
            if (end)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // Reset: what came before counts.
        }

        return Parse(answer.ToArray(), noBody);
    }

    private static RawAnswer Parse(byte[] data, bool noBody)
    {
        string text = Encoding.Latin1.GetString(data);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return new RawAnswer("", [], text, [], true);
        }

        // An interim answer is not the answer.
        if (text.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal))
        {
            return Parse(data[(end + 4)..], noBody);
        }

        string[] head = text[..end].Split("\r\n");
        bool chunked = head.Any(h => h.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase));
        (List<string> chunks, bool cut) = chunked && !noBody ? Chunks(data.AsSpan(end + 4)) : ([], false);
        string body = chunked ? string.Concat(chunks) : Encoding.UTF8.GetString(data.AsSpan(end + 4));
        return new RawAnswer(head[0], head[1..], body, chunks, cut);
    }

    private static (List<string> Chunks, bool Cut) Chunks(ReadOnlySpan<byte> data)
    {
        List<string> chunks = [];
        while (data.IndexOf("\r\n"u8) is var line and >= 0)
        {
            int length = int.Parse(Encoding.ASCII.GetString(data[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return (chunks, false);
            }

            if (data.Length < line + 2 + length)
            {
                break;
            }

            chunks.Add(Encoding.UTF8.GetString(data.Slice(line + 2, length)));
            data = data[Math.Min(data.Length, line + 4 + length)..];
        }

        return (chunks, true);
    }
}
