using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>What the stand-in does otherwise without the original being at fault.</summary>
[Category("KnownDifference")]
public sealed class OtherDifferenceTests
{
    private const int TooLarge = 33 * 1024 * 1024;

    [SetUp]
    public void StandInOnly() => Target.NeedsStandIn();

    [Test]
    public void A_body_has_a_limit()
    {
        using var proxy = new TestProxy();

        proxy.TryCall("POST", "proxies", new StringBuilder().Append('"').Append('x', TooLarge).Append('"').ToString()).Status.Should().Be(413);

        proxy.TryCall("GET", "version").Status.Should().Be(200);
    }

    [Test]
    public void A_reset_goes_by_name_and_stops_where_a_proxy_cannot_listen()
    {
        using var server = ProxyServer.Start();
        using var owner = new TestProxy(server.Api);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        foreach (var (name, port) in ((string, int)[])[("3", 0), ("2", ((IPEndPoint)taken.LocalEndpoint).Port), ("1", 0)])
        {
            owner.TryCall("POST", "proxies", $$"""{"name":"{{name}}","listen":"127.0.0.1:{{port}}","upstream":"127.0.0.1:1","enabled":false}""").Status.Should().Be(201);
        }

        owner.TryCall("POST", "reset").Status.Should().Be(500);

        ((string[])["1", "2", "3"]).Select(name => (bool)owner.Call("GET", $"proxies/{name}")["enabled"]!).Should().Equal(true, false, false);
    }

    [Test]
    public void An_ordinary_close_is_not_warned_of()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        using (var pair = proxy.Open())
        {
            Wire.OneWay(pair.Client, pair.Server, 100);
            pair.Client.Dispose();
            pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        }

        proxy.Patch("""{"enabled":false}""");
        server.Line("Terminated proxy");
        server.Output.Should().NotContain("Source terminated");
    }

    [Test]
    public void The_level_trace_adds_nothing()
    {
        using var server = ProxyServer.StartLogging("trace");
        using var proxy = new TestProxy(server.Api);
        using var pair = proxy.Open();

        server.Line("\"direction\":\"upstream\"");
        server.Output.Should().NotContain("\"level\":\"trace\"");
    }

    [Test]
    public void Bandwidth_above_10_megabytes_a_second_is_kept()
    {
        const int Rate = 50_000, Bytes = Rate * 1000 / 2;
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", "downstream", $$"""{"rate":{{Rate}}}""");
        using var pair = proxy.Open();

        var times = Enumerable.Range(0, 7).Select(_ =>
        {
            var send = Task.Run(() => pair.Server.Write(Bytes));
            var time = pair.Client.ReadExactly(Bytes);
            send.Wait();
            return time.TotalSeconds;
        }).ToList();

        // The fastest of seven: what the machine takes comes on top.
        times.Min().Should().BeGreaterThan(0.48).And.BeLessThan(0.55 + machine.Slack.TotalSeconds, "14 % below would be 0.58 s");
    }
}
