using System.Diagnostics;
using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcript 20-timing, sections live, enable and upstream_down: changes while connections are open.</summary>
public sealed class LiveTests
{
    [Test]
    public void Latency_comes_and_goes_with_the_next_message()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        proxy.AddToxic("latency", "downstream", """{"latency":200}""");
        Wire.OneWay(pair.Server, pair.Client).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(200));
        proxy.RemoveToxic();
        Enumerable.Range(0, 5).Select(_ => Wire.OneWay(pair.Server, pair.Client)).Min().Should().BeLessThan(TimeSpan.FromMilliseconds(100));
    }

    [Test]
    public void Removing_latency_releases_everything_inside()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":60000}""");
        using var pair = proxy.Open();
        for (var i = 0; i < 10; i++)
        {
            pair.Server.Write(100);
        }

        pair.Client.IsSilent(TimeSpan.FromMilliseconds(200)).Should().BeTrue();
        proxy.RemoveToxic();

        pair.Client.ReadExactly(1000).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public void A_change_releases_the_first_message_and_the_others_at_their_own_time()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":60000}""");
        using var pair = proxy.Open();
        pair.Server.Write(1);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(100)).Should().BeTrue();
        var second = Stopwatch.GetTimestamp();
        pair.Server.Write(1);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(100)).Should().BeTrue();

        proxy.UpdateToxic("""{"latency":1500}""");
        pair.Client.ReadExactly(1);
        Stopwatch.GetElapsedTime(second).Should().BeLessThan(TimeSpan.FromMilliseconds(1500));
        pair.Client.ReadExactly(1);

        Stopwatch.GetElapsedTime(second).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(1500));
    }

    [Test]
    public void A_half_applied_change_is_already_at_work()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream");
        using var pair = proxy.Open();

        proxy.TryCall("PATCH", $"proxies/{proxy.Name}/toxics/t", """{"attributes":{"latency":200,"jitter":"x"}}""").Status.Should().Be(400);

        Wire.OneWay(pair.Server, pair.Client).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(200));
    }

    [Test]
    public void Bytes_stay_whole_while_toxics_come_and_go()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();
        var sent = new byte[20_000_000];
        new Random(3).NextBytes(sent);
        var received = new byte[sent.Length];

        var send = Task.Run(() => pair.Server.Send(sent));
        var read = Task.Run(() =>
        {
            for (var at = 0; at < received.Length;)
            {
                at += pair.Client.Receive(received, at, Math.Min(100_000, received.Length - at), SocketFlags.None);
            }
        });
        string[] kinds = ["latency", "slicer", "bandwidth"];
        string[] attributes = ["""{"latency":5,"jitter":3}""", """{"average_size":5000,"size_variation":100}""", """{"rate":50000}"""];
        for (var round = 0; !read.IsCompleted || round < 9; round++)
        {
            proxy.AddToxic(kinds[round % 3], "downstream", attributes[round % 3]);
            proxy.UpdateToxic(attributes[round % 3]);
            proxy.RemoveToxic();
        }

        Task.WaitAll([send, read], Wire.Patience).Should().BeTrue();
        received.AsSpan().SequenceEqual(sent).Should().BeTrue();
    }

    [TestCase("""{"enabled":false}""")]
    [TestCase("""{"upstream":"127.0.0.1:1"}""")]
    [TestCase("""{"listen":"127.0.0.1:0"}""")]
    public void Stopping_a_proxy_closes_its_connections_at_once(string change)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":60000}""");
        using var pair = proxy.Open();
        pair.Server.Write(100);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(100)).Should().BeTrue();

        proxy.Patch(change);

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
    }

    [Test]
    public void A_disabled_proxy_refuses_and_has_its_port_back_when_enabled()
    {
        using var proxy = new TestProxy();
        proxy.Patch("""{"enabled":false}""");
        FluentActions.Invoking(proxy.Connect).Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);

        proxy.Patch("""{"enabled":true}""");

        using var pair = proxy.Open();
        Wire.OneWay(pair.Client, pair.Server);
    }

    [Test]
    public void Deleting_a_proxy_closes_its_connections_and_its_port()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        proxy.TryCall("DELETE", $"proxies/{proxy.Name}").Status.Should().Be(204);

        pair.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        FluentActions.Invoking(proxy.Connect).Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Test]
    public void A_reset_removes_toxics_and_leaves_connections_alone()
    {
        // It resets every proxy of its server, those of cases beside this one too.
        Target.NeedsStandIn();
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        proxy.AddToxic("latency", "downstream", """{"latency":60000}""");
        using var pair = proxy.Open();
        pair.Server.Write(1);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(100)).Should().BeTrue();

        proxy.TryCall("POST", "reset").Status.Should().Be(204);

        pair.Client.ReadExactly(1);
        Wire.OneWay(pair.Client, pair.Server);
    }

    [Test]
    public void The_same_address_by_host_name_leaves_connections_alone()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        proxy.Patch($$"""{"listen":"localhost:{{proxy.Port}}"}""");

        Wire.OneWay(pair.Client, pair.Server);
    }

    [Test]
    public void Populating_with_the_same_addresses_leaves_connections_alone_and_with_others_closes_them()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        proxy.TryCall("POST", "populate", $$"""[{"name":"{{proxy.Name}}","listen":"127.0.0.1:{{proxy.Port}}","upstream":"{{proxy.Upstream}}"}]""").Status.Should().Be(201);
        Wire.OneWay(pair.Client, pair.Server);

        proxy.TryCall("POST", "populate", $$"""[{"name":"{{proxy.Name}}","listen":"127.0.0.1:{{proxy.Port}}","upstream":"127.0.0.1:1"}]""").Status.Should().Be(201);
        pair.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
    }

    [Test]
    public void What_a_server_has_not_read_yet_survives_the_end_of_its_proxy()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();
        pair.Client.Write(100);
        pair.Server.Poll(Wire.Patience, SelectMode.SelectRead).Should().BeTrue();

        proxy.Patch("""{"enabled":false}""");

        pair.Server.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 100);
    }

    [Test]
    public void A_change_of_nothing_leaves_connections_alone()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        proxy.Patch("""{"enabled":true}""");
        proxy.Patch("{}");

        Wire.OneWay(pair.Client, pair.Server);
    }

    [TestCase("127.0.0.1:1")]
    [TestCase("no-such-host.invalid:1")]
    [TestCase("nonsense")]
    public void Without_an_upstream_a_client_connects_and_is_closed(string upstream)
    {
        using var proxy = new TestProxy(upstream: upstream);
        using var client = proxy.Connect();

        client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
    }

    [Test]
    public void All_that_was_sent_before_a_close_arrives()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        var send = Task.Run(() =>
        {
            pair.Server.Write(3_000_000);
            pair.Server.Dispose();
        });

        // Most of it is inside the proxy and the buffers before the client looks.
        pair.Client.Poll(Wire.Patience, SelectMode.SelectRead).Should().BeTrue();
        send.Wait(TimeSpan.FromMilliseconds(500));
        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 3_000_000);
    }
}
