using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcripts 21-wedges and 22-crashes: where the original hangs or dies, the stand-in does neither.</summary>
[Category("KnownDifference")]
public sealed class BetterThanOriginalTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [SetUp]
    public void StandInOnly() => Target.NeedsStandIn();

    [TestCase("slicer", "{}")]
    [TestCase("slicer", """{"average_size":0}""")]
    [TestCase("slicer", """{"average_size":-5}""")]
    [TestCase("slicer", """{"average_size":10,"size_variation":20}""")]
    [TestCase("bandwidth", """{"rate":-1}""")]
    [TestCase("bandwidth", """{"rate":9223372036854775807}""")]
    [TestCase("latency", """{"jitter":9223372036854775807}""")]
    public void A_value_that_brings_the_original_down_is_refused(string type, string attributes)
    {
        using var proxy = new TestProxy();

        var (status, text) = proxy.TryCall("POST", $"proxies/{proxy.Name}/toxics", $$"""{"type":"{{type}}","attributes":{{attributes}}}""");

        status.Should().Be(400);
        text.Should().Contain($"invalid attribute of {type}");
    }

    [Test]
    public void A_change_to_such_a_value_is_refused_and_changes_nothing()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slicer", "downstream", """{"average_size":10,"size_variation":5}""");

        proxy.TryCall("PATCH", $"proxies/{proxy.Name}/toxics/t", """{"attributes":{"average_size":0}}""").Status.Should().Be(400);

        proxy.TryCall("GET", $"proxies/{proxy.Name}/toxics/t").Text.Should().Contain("\"average_size\":10,\"size_variation\":5");
    }

    [Test]
    public void A_client_that_does_not_read_blocks_nobody()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":1}""");
        using var stuck = proxy.Open();
        stuck.Server.SendTimeout = 300;
        FluentActions.Invoking(() =>
        {
            while (true)
            {
                stuck.Server.Send(new byte[100_000]);
            }
        }).Should().Throw<SocketException>("all buffers on the way are full now");

        var start = Stopwatch.GetTimestamp();
        proxy.AddToxic("bandwidth", "downstream", """{"rate":1000}""", name: "second");
        proxy.UpdateToxic("""{"latency":2}""");
        proxy.TryCall("GET", "proxies").Status.Should().Be(200);
        using var other = proxy.Open();
        Wire.OneWay(other.Server, other.Client, 10);
        proxy.RemoveToxic();

        Stopwatch.GetElapsedTime(start).Should().BeLessThan(Soon);
    }

    [Test]
    public void A_hanging_dial_blocks_nobody()
    {
        using var hole = new Unreachable();
        using var proxy = new TestProxy(upstream: hole.Address);
        using var first = proxy.Connect();
        using var second = proxy.Connect();
        first.ReadToEnd(TimeSpan.FromMilliseconds(300)).Ending.Should().Be(Ending.Open);

        var start = Stopwatch.GetTimestamp();
        proxy.TryCall("GET", "proxies").Status.Should().Be(200);
        proxy.TryCall("DELETE", $"proxies/{proxy.Name}").Status.Should().Be(204);

        Stopwatch.GetElapsedTime(start).Should().BeLessThan(Soon);
        first.ReadToEnd(Soon).Ending.Should().Be(Ending.EndOfStream);
        second.ReadToEnd(Soon).Ending.Should().Be(Ending.EndOfStream);
    }

    [Test]
    public void A_dial_has_a_limit()
    {
        using var hole = new Unreachable();
        using var server = ProxyServer.Start("-dial-timeout", "1s");
        using var proxy = new TestProxy(server.Api, hole.Address);
        using var client = proxy.Connect();

        client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.After > TimeSpan.FromMilliseconds(900));
    }

    [Test]
    public void A_log_that_nobody_reads_blocks_nobody()
    {
        using var server = ProxyServer.StartUnread();
        using var proxy = new TestProxy(server.Api);

        // A line for each is far more than a pipe takes.
        for (var i = 0; i < 600; i++)
        {
            using var pair = proxy.Open();
        }

        proxy.TryCall("GET", "proxies").Status.Should().Be(200);
    }

    [Test]
    public void Memory_stays_small_under_fifty_stuck_connections()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        proxy.AddToxic("latency", "downstream", """{"latency":2000}""");
        var pairs = Enumerable.Range(0, 50).Select(_ => proxy.Open()).ToList();

        pairs.AsParallel().WithDegreeOfParallelism(8).ForAll(pair =>
        {
            pair.Server.Blocking = false;
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(100);)
            {
                pair.Server.Send(new byte[200_000], 0, 200_000, SocketFlags.None, out _);
            }
        });

        server.Memory("VmHWM").Should().BeLessThan(100, "the original needs 461 MiB for as many bulk connections");
        pairs.ForEach(pair => pair.Dispose());
    }

    /// <summary>A port whose queue of connections is full: a connect to it hangs.</summary>
    private sealed class Unreachable : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _waiting = [];

        public Unreachable()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(0);
            for (var i = 0; i < 3; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                _waiting.Add(socket);
                FluentActions.Invoking(() => socket.Connect(_listener.LocalEndPoint!)).Should().Throw<SocketException>();
                socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite);
            }
        }

        public string Address => $"{_listener.LocalEndPoint}";

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }
    }
}
