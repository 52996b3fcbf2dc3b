using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>
/// What the log says of proxies, clients and calls. Recorded: the lines of transcript 12, „Accepted client" (Shopify/toxiproxy issue 479),
/// „Source terminated" (646), „Unable to open connection" (217). The callers' line numbers of the others are not known and not shown.
/// </summary>
public sealed class LogTests
{
    [SetUp]
    public void StandInOnly() => Target.NeedsStandIn();

    [Test]
    public void A_client_is_logged_with_its_proxy_and_its_address()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        using var pair = proxy.Open();

        server.Line("Accepted client").Should().Be(Of(proxy, "info", $",\"client\":\"{pair.Client.LocalEndPoint}\"", "proxy.go", "Accepted client"));
    }

    [Test, Category("KnownDifference")]
    public void The_caller_of_an_unrecorded_line_has_no_line_number()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        using var pair = proxy.Open();

        server.Line("Accepted client").Should().Contain("\"caller\":\"proxy.go\"");
    }

    [TestCase("127.0.0.1:1", "dial tcp 127.0.0.1:1: connect: connection refused")]
    [TestCase("nonsense", "dial tcp: address nonsense: missing port in address")]
    [TestCase("127.0.0.1:abc", "dial tcp: lookup tcp/abc: unknown port")]
    public void A_failed_dial_is_logged_with_its_reason(string upstream, string error)
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api, upstream);
        using var client = proxy.Connect();

        server.Line("Unable").Should().Be(
            Of(proxy, "error", $",\"error\":\"{error}\",\"client\":\"{client.LocalEndPoint}\"", "proxy.go", "Unable to open connection to upstream"));
    }

    [Test]
    public void A_proxy_is_logged_when_it_starts_and_ends_with_the_addresses_it_was_made_with()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        server.Line("Started proxy").Should().Be(Of(proxy, "info", "", "proxy.go:123", "Started proxy"));

        proxy.Patch("""{"upstream":"127.0.0.1:1","enabled":false}""");

        server.Line("Terminated").Should().Be(Of(proxy, "info", "", "proxy.go", "Terminated proxy"));
    }

    [Test]
    public void Connections_that_the_proxy_closes_are_warned_of_in_both_directions()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        using var pair = proxy.Open();
        Wire.OneWay(pair.Client, pair.Server, 100);

        proxy.Patch("""{"enabled":false}""");

        var way = $"{pair.Client.RemoteEndPoint}->{pair.Client.LocalEndPoint}";
        server.Line($"read tcp {way}").Should().Be(Of(
            proxy, "warn", $",\"bytes\":100,\"error\":\"writeto tcp {way}: read tcp {way}: use of closed network connection\"", "link.go:127", "Source terminated"));
        way = $"{pair.Server.RemoteEndPoint}->{pair.Server.LocalEndPoint}";
        server.Line($"read tcp {way}").Should().Contain("\"bytes\":0,").And.EndWith("\"message\":\"Source terminated\"}");
    }

    [Test]
    public void A_reset_is_warned_of()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        using var pair = proxy.Open();
        var way = $"{pair.Client.RemoteEndPoint}->{pair.Client.LocalEndPoint}";

        pair.Client.Reset();

        server.Line("Source terminated").Should().Contain($"\"error\":\"writeto tcp {way}: read tcp {way}: read: connection reset by peer\"");
    }

    [Test]
    public void Debug_adds_the_directions_of_a_connection_and_every_call()
    {
        using var server = ProxyServer.StartLogging("debug");
        using var proxy = new TestProxy(server.Api);
        using var pair = proxy.Open();

        server.Line("\"direction\":\"upstream\"").Should().Be(Of(proxy, "debug", ",\"direction\":\"upstream\"", "link.go", "Setup connection"));
        server.Line("\"direction\":\"downstream\"").Should().Contain("Setup connection");
        server.Line("\"method\":\"POST\"").Should().MatchRegex(
            "^{\"level\":\"debug\",\"request_id\":\"ID\",\"client\":\"127.0.0.1:\\d+\",\"method\":\"POST\",\"url\":\"/proxies\",\"user_agent\":\"\","
            + "\"status\":201,\"size\":\\d+,\"duration\":[\\d.]+,\"handler\":\"ProxyCreate\",\"caller\":\"api.go\",\"time\":\"T\"}$");
    }

    [TestCase("warn")]
    [TestCase("2")]
    [TestCase("")]
    public void A_higher_level_hides_what_is_below(string level)
    {
        using var server = ProxyServer.StartLogging(level);
        using var proxy = new TestProxy(server.Api);
        proxy.TryCall("POST", "proxies", """{"name":"bad","listen":"bad","upstream":"x:1"}""").Status.Should().Be(500);

        if (level.Length > 0)
        {
            server.Line("address bad").Should().StartWith("{\"level\":\"warn\"");
        }

        server.Output.Should().NotContain("\"level\":\"info\"");
    }

    [Test]
    public void A_call_that_fails_without_a_status_of_its_own_is_warned_of()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        const string Error = "\"error\":\"listen tcp: address bad: missing port in address\",\"caller\":\"api.go\",\"time\":\"T\",\"message\":";

        proxy.TryCall("POST", "populate", """[{"name":"bad","listen":"bad","upstream":"x:1"}]""").Status.Should().Be(500);

        server.Line("did not include").Should().Be($"{{\"level\":\"warn\",\"request_id\":\"ID\",{Error}\"Error did not include status code\"}}");
        server.Line("Populate").Should().Be($"{{\"level\":\"warn\",\"request_id\":\"ID\",{Error}\"Populate errors\"}}");
    }

    private static string Of(TestProxy proxy, string level, string fields, string caller, string message) =>
        $"{{\"level\":\"{level}\",\"name\":\"{proxy.Name}\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"{proxy.Upstream}\"{fields}"
        + $",\"caller\":\"{caller}\",\"time\":\"T\",\"message\":\"{message}\"}}";
}
