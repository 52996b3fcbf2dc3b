using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A proxy for which every name leads to one port of this machine, and which writes down what it is asked.</summary>
internal sealed class FakeProxy : LoopbackServer
{
    private readonly int _target;

    /// <param name="target">Where everything goes, or 0.</param>
    /// <param name="certificate">Spoken to by TLS then.</param>
    public FakeProxy(int target = 0, X509Certificate2? certificate = null)
        : base(certificate)
    {
        _target = target;
        Open();
    }

    public string Authority => $"127.0.0.1:{Port}";

    /// <summary>What it says instead of letting anybody through; empty: nothing, it closes.</summary>
    public string? Refusal { get; set; }

    /// <summary>The heads of all requests.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    protected override async Task AnswerAsync(Stream caller)
    {
        string head = "";
        byte[] one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await caller.ReadExactlyAsync(one);
            if (one[0] == 0x16)
            {
                await caller.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
                return;
            }

            head += (char)one[0];
        }

        Heads.Enqueue(head);
        if (Refusal is not null)
        {
            await caller.WriteAsync(Encoding.ASCII.GetBytes(Refusal));
            return;
        }

        using var other = new TcpClient();
        await other.ConnectAsync(IPAddress.Loopback, _target);
        NetworkStream server = other.GetStream();
        bool tunnel = head.StartsWith("CONNECT ", StringComparison.Ordinal);
        string[] words = head.Split(' ', 3);
        await (tunnel ? caller.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray())
            : server.WriteAsync(Encoding.ASCII.GetBytes($"{words[0]} {new Uri(words[1]).PathAndQuery} {words[2]}")));
        await Task.WhenAny(caller.CopyToAsync(server), server.CopyToAsync(caller));
    }
}
