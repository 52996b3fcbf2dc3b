using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcripts 07 (all families), 13 (not asked for) and 14 (what connections are counted under, and when).</summary>
public sealed partial class MetricsTests
{
    private const string Request = "GET /metrics HTTP/1.1\nHost: 127.0.0.1:8474\nUser-Agent: rec/1\nConnection: close\n\n";
    private ProxyServer _server = null!;

    [SetUp]
    public void StartServer()
    {
        Target.NeedsStandIn();
        _server = ProxyServer.Start("-proxy-metrics", "-runtime-metrics");
    }

    [TearDown]
    public void StopServer() => _server?.Dispose();

    [Test]
    public void The_page_has_the_recorded_headers_families_texts_and_labels_in_the_recorded_order()
    {
        var recorded = Exchange.Read("07-metrics").Single();

        var actual = Volatile.Hide(Replay.Send(_server.Api, recorded.Request), new Dictionary<string, string>());

        Shape(actual).Should().Be(Shape(Volatile.Hide(recorded.Response, new Dictionary<string, string>())));
    }

    [Test]
    public void Nobody_who_did_not_ask_gets_them()
    {
        using var without = ProxyServer.Start();
        var recorded = Volatile.Hide(File.ReadAllText(Exchange.PathOf("13-metrics-disabled")), new Dictionary<string, string>());

        var actual = Volatile.Hide(Replay.Send(without.Api, Request), new Dictionary<string, string>());

        // The recorded connection was kept.
        actual.Replace("Connection: close\n", "", StringComparison.Ordinal).Trim().Should().Be(recorded.Trim());
    }

    [TestCase("-proxy-metrics", "toxiproxy_", "go_info")]
    [TestCase("-runtime-metrics", "go_info", "toxiproxy_")]
    public void Each_flag_brings_its_own_families(string flag, string present, string absent)
    {
        using var server = ProxyServer.Start(flag);
        using var proxy = new TestProxy(server.Api);
        using (proxy.Open())
        {
        }

        proxy.Patch("""{"enabled":false}""");

        proxy.TryCall("GET", "metrics").Text.Should().Contain($"\n{present}").And.NotContain($"\n{absent}");
    }

    [Test]
    public void Ended_connections_are_counted_and_stay_counted()
    {
        var recorded = Regex.Split(File.ReadAllText(Exchange.PathOf("14-metrics-after-traffic")), "(?m)^# (?:connection open.*|after .*)\n").Skip(1).ToList();
        using var proxy = new TestProxy(_server.Api);
        using var pair = proxy.Open();
        Wire.OneWay(pair.Client, pair.Server, 100);
        Wire.OneWay(pair.Server, pair.Client, 1000);
        Ours(proxy).Should().Be(recorded[0], "while the connection is open");

        pair.Dispose();
        proxy.Patch("""{"enabled":false}""");
        Ours(proxy).Should().Be(recorded[1]).And.Be(recorded[2], "after closing and disabling");

        proxy.TryCall("DELETE", $"proxies/{proxy.Name}");
        Ours(proxy).Should().Be(recorded[3], "after deleting");
    }

    [Test, Category("KnownDifference")]
    public void Figures_of_Gos_runtime_without_a_counterpart_are_0()
    {
        using var proxy = new TestProxy(_server.Api);

        proxy.TryCall("GET", "metrics").Text.Should().Contain("\ngo_memstats_mcache_inuse_bytes 0\n");
    }

    [Test]
    public void A_connection_is_counted_under_the_addresses_it_started_with()
    {
        using var proxy = new TestProxy(_server.Api);
        using var pair = proxy.Open();
        Wire.OneWay(pair.Client, pair.Server, 100);

        proxy.Patch("""{"upstream":"127.0.0.1:1"}""");

        proxy.TryCall("GET", "metrics").Text.Should().Contain($"listener=\"127.0.0.1:{proxy.Port}\",proxy=\"{proxy.Name}\",upstream=\"{proxy.Upstream}\"}} 100\n");
    }

    // Without the values; the length of the first chunk follows from them.
    private static string Shape(string response) => ChunkLength().Replace(Value().Replace(response, " VALUE"), "LENGTH");

    private static string Ours(TestProxy proxy)
    {
        var lines = proxy.TryCall("GET", "metrics").Text.Split('\n').Where(line => line.Contains("toxiproxy", StringComparison.Ordinal));
        return new StringBuilder(string.Concat(lines.Select(line => line + "\n")))
            .Replace(proxy.Name, "m").Replace($"127.0.0.1:{proxy.Port}", "127.0.0.1:21301").Replace(proxy.Upstream, "127.0.0.1:21998").ToString();
    }

    [GeneratedRegex("(?m)(?<=^[a-z][^#]*) [-+.0-9e]+$")]
    private static partial Regex Value();

    [GeneratedRegex("(?m)^[0-9a-f]{4}$")]
    private static partial Regex ChunkLength();
}
