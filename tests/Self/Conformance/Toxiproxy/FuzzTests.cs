using System.Net.Sockets;
using System.Text;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Odd requests, from a seed: no crash, no hang, and memory back to its level.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Methods = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "get", "\0", "PO ST"];
    private static readonly string[] Paths = ["/proxies", "/proxies/a", "/proxies/a/toxics", "/proxies/a/toxics/t", "/populate", "/reset", "/version", "/metrics", "//", "/%zz", "/proxies/%00", "*", "http://x/proxies", ""];
    private static readonly string[] Bodies =
    [
        "", "{", "[", "null", "{\"name\":\"a\",\"upstream\":\"127.0.0.1:1\",\"listen\":\"127.0.0.1:0\"}", "{\"type\":\"latency\",\"name\":\"t\",\"attributes\":{\"latency\":1e999}}",
        "{\"type\":\"slicer\",\"attributes\":{\"average_size\":1,\"delay\":-9223372036854775808}}", "{\"attributes\":{\"latency\":-9223372036854775808,\"jitter\":4611686018427387903}}",
        "[{\"name\":\"b\",\"upstream\":\"x\",\"listen\":\"[::1\"}]", "\"\\ud800\"", "{\"listen\":\"127.0.0.1:65536\"}", "{\"name\":\"\\u0000\",\"upstream\":\":\"}", "-", "1.", "tru",
    ];

    [TestCase(1_000, 7)]
    [TestCase(10_000, 11, Category = "Nightly")]
    public async Task Odd_requests_end_as_answers(int count, int seed)
    {
        Fuzz.NeedsTheNight(count);
        Target.NeedsStandIn();
        using var server = ProxyServer.Start("-proxy-metrics");
        var random = new Random(seed);
        var (uncut, answered) = (0, 0);
        var before = 0.0;
        for (var i = 0; i < count; i++)
        {
            var cut = random.Next(8) == 0;
            var answer = count > 2_000 && i % 500 == 499 ? Send(server.Api, Large, cut) : Send(server.Api, OddRequest(random), cut);
            answer.Should().MatchRegex(@"\A$|\AHTTP/1\.[01] [1-5]\d\d [A-Z]", "an answer begins with its status");
            uncut += cut ? 0 : 1;
            answered += answer.Length > 0 ? 1 : 0;
            before = i == WarmUp ? await LevelAsync(server) : before;
        }

        answered.Should().BeGreaterThan(uncut * 9 / 10, "of {0} requests that were not cut off, hardly any may go without an answer", uncut);
        using var http = new HttpClient { BaseAddress = server.Api };
        (await http.GetStringAsync(new Uri("version", UriKind.Relative))).Should().Be("{\"version\": \"2.12.0\"}\n");
        (await LevelAsync(server)).Should().BeLessThan(before + Slack);
    }

    // All paths are compiled and all threads are there.
    private const int WarmUp = 400;

    // MiB: pages around what is still used, code for what only a rare request needs, and the few proxies that the run leaves.
    private const double Slack = 8;

    private static readonly byte[] Large = Encoding.ASCII.GetBytes($"POST /proxies HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n{{\"name\":\"{new string('a', 19_999_991)}");

    // A large body lets the server make its heap small: what is left is what it holds. The lowest of three idle seconds, because it waits for one.
    private static async Task<double> LevelAsync(ProxyServer server)
    {
        Send(server.Api, Large, cut: false).Should().StartWith("HTTP/1.1 400 ");
        var lowest = double.MaxValue;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var end = Environment.TickCount64 + 3_000; Environment.TickCount64 < end; await timer.WaitForNextTickAsync())
        {
            lowest = Math.Min(lowest, server.Memory("VmRSS"));
        }

        return lowest;
    }

    [Test]
    public async Task Eight_large_bodies_at_a_time_leave_no_memory()
    {
        Target.NeedsStandIn();
        using var server = ProxyServer.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Send(server.Api, Large, cut: false))));

        answers.Should().AllSatisfy(answer => answer.Should().StartWith("HTTP/1.1 400 "));
        await Eventually.Seen("less than 80 MiB", () => Task.FromResult(server.Memory("VmRSS")), now => now < 80, TimeSpan.FromSeconds(10));
    }

    [TestCase(20_000_000, 'x')]
    [TestCase(20_000_000, '[')]
    public void A_huge_body_ends_as_an_error(int size, char content)
    {
        using var proxy = new TestProxy();

        var answer = Send(proxy.Api, Encoding.ASCII.GetBytes($"POST /proxies HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n{new string(content, size)}"), cut: false);

        answer.Should().StartWith("HTTP/1.1 400 ");
        proxy.TryCall("GET", "version").Status.Should().Be(200);
    }

    private static byte[] OddRequest(Random random)
    {
        var body = Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)]);
        if (random.Next(6) == 0)
        {
            random.NextBytes(body = new byte[random.Next(300)]);
        }

        var length = random.Next(10) == 0 ? random.Next(-5, 100_000) : body.Length;
        var framing = random.Next(8) switch { 0 => "Transfer-Encoding: chunked\r\n", 1 => "", 2 => "Expect: 100-continue\r\nContent-Length: 2\r\n", _ => $"Content-Length: {length}\r\n" };
        var head = $"{Methods[random.Next(Methods.Length)]} {Paths[random.Next(Paths.Length)]} HTTP/{random.Next(3)}.{random.Next(3)}\r\nHost: x\r\n{framing}\r\n";
        byte[] request = random.Next(12) == 0 ? body : [.. Encoding.Latin1.GetBytes(head), .. body];
        for (var flips = random.Next(4) == 0 ? random.Next(5) : 0; flips > 0 && request.Length > 0; flips--)
        {
            request[random.Next(request.Length)] = (byte)random.Next(256);
        }

        return request;
    }

    // Who is refused before the end of its request is reset: the answer is there all the same.
    private static bool SendAll(Socket socket, byte[] request)
    {
        try
        {
            return socket.Send(request) == request.Length;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return false;
        }
    }

    // The end of the request tells the server that nothing more comes, so that it need not wait for a promised body.
    private static string Send(Uri server, byte[] request, bool cut)
    {
        var answer = new MemoryStream();
        using var client = new TcpClient(server.Host, server.Port) { ReceiveTimeout = 20_000 };
        try
        {
            var whole = SendAll(client.Client, request);
            if (cut)
            {
                client.Client.Reset();
                return "";
            }

            if (whole)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            var buffer = new byte[4096];
            for (var count = client.Client.Receive(buffer); count > 0; count = client.Client.Receive(buffer))
            {
                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException e)
        {
            e.SocketErrorCode.Should().NotBe(SocketError.TimedOut, "a request was left without an end: {0}", Encoding.Latin1.GetString(request));
        }

        return Encoding.Latin1.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }
}
