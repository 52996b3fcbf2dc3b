using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcripts 10, 11 (command-line client), 12 (start of the server), 13, 14 (metrics).</summary>
public sealed partial class ProgramTests
{
    [SetUp]
    public void StandInOnly() => Target.NeedsStandIn();

    [Test]
    public void The_client_says_what_the_original_said()
    {
        using var server = ProxyServer.Start();
        foreach (var (command, expected) in Recorded("10-cli-notty", "$ toxiproxy-cli"))
        {
            var result = ProxyServer.Run("toxiproxy-cli", command.Split(' ', StringSplitOptions.RemoveEmptyEntries), null, ("TOXIPROXY_URL", $"{server.Api}"));
            $"{result.Output}{result.Errors}[rc={result.ExitCode}]".Should().Be(expected, "of toxiproxy-cli {0}", command);
        }
    }

    [Test]
    public void The_clients_errors_are_on_standard_error()
    {
        using var server = ProxyServer.Start();
        var result = ProxyServer.Run("toxiproxy-cli", ["-h", $"{server.Api}", "inspect", "nope"]);
        result.Should().Be(new ProgramResult(1, "", "Failed to retrieve proxy nope: HTTP 404: proxy not found\n\n"));
    }

    [Test]
    public void Without_a_server_the_client_says_so()
    {
        var result = ProxyServer.Run("toxiproxy-cli", ["--host", "http://127.0.0.1:1", "list"]);
        result.Should().Be(new ProgramResult(
            1, "", "Failed to retrieve proxies: fail to request: Get \"http://127.0.0.1:1/proxies\": dial tcp 127.0.0.1:1: connect: connection refused\n"));
    }

    [Test]
    public void On_a_terminal_the_client_writes_in_colours()
    {
        using var server = ProxyServer.Start();
        var cli = ProxyServer.PathOf("toxiproxy-cli");
        ProxyServer.Run("toxiproxy-cli", ["-h", $"{server.Api}", "create", "-l", "127.0.0.1:21301", "-u", "127.0.0.1:21999", "a"]);
        ProxyServer.Run("toxiproxy-cli", ["-h", $"{server.Api}", "toxic", "add", "-t", "latency", "-a", "latency=5", "a"]);
        foreach (var (command, expected) in Recorded("11-cli-tty", "$ toxiproxy-cli"))
        {
            // script(1) gives the program a terminal; the transcript shows escapes as text.
            var result = OnTerminal($"{cli} -h {server.Api} {command}");
            Visible(result).Should().Be(expected, "of toxiproxy-cli {0}", command);
        }
    }

    [Test]
    public void The_server_knows_its_version_and_its_flags()
    {
        ProxyServer.Run("toxiproxy-server", ["-version"]).Should().Be(new ProgramResult(0, "toxiproxy-server version 2.12.0\n", ""));
        var wrong = ProxyServer.Run("toxiproxy-server", ["-nosuch"]);
        wrong.ExitCode.Should().Be(2);
        wrong.Errors.Should().StartWith("flag provided but not defined: -nosuch\nUsage of ").And.Contain("  -proxy-metrics\n    \tenable toxiproxy-specific prometheus metrics (default \"false\")\n");
        ProxyServer.Run("toxiproxy-server", ["--help"]).ExitCode.Should().Be(0);
    }

    [TestCase("""[{"name":"one","listen":"127.0.0.1:0","upstream":"127.0.0.1:1"},{"name":"two","listen":"127.0.0.1:0","upstream":"x:1","enabled":false}]""",
        "{\"level\":\"info\",\"name\":\"one\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\",\"caller\":\"proxy.go:123\",\"time\":\"T\",\"message\":\"Started proxy\"}\n{\"level\":\"info\",\"proxies\":2,\"caller\":\"api.go:158\",\"time\":\"T\",\"message\":\"Populated proxies from file\"}\n")]
    [TestCase("[{bad}]", "{\"level\":\"error\",\"error\":\"bad request body: invalid character 'b' looking for beginning of object key string\",\"caller\":\"api.go:156\",\"time\":\"T\",\"message\":\"Failed to populate proxies from file\"}\n")]
    [TestCase("""[{"name":"one"}]""", "{\"level\":\"error\",\"error\":\"missing required field: upstream at proxy 1\",\"caller\":\"api.go:156\",\"time\":\"T\",\"message\":\"Failed to populate proxies from file\"}\n")]
    [TestCase(null, "{\"level\":\"error\",\"error\":\"open FILE: no such file or directory\",\"config\":\"FILE\",\"caller\":\"api.go:150\",\"time\":\"T\",\"message\":\"Error reading config file\"}\n")]
    public void The_server_logs_its_start_and_its_configuration(string? config, string expected)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, config);
        if (config is null)
        {
            File.Delete(file);
        }

        var port = ProxyServer.FreePort();
        var result = ProxyServer.Run("toxiproxy-server", ["-port", $"{port}", "-config", file], TimeSpan.FromSeconds(2));
        File.Delete(file);

        result.ExitCode.Should().Be(0);
        Time().Replace(result.Output, "\"time\":\"T\"").Replace(file, "FILE", StringComparison.Ordinal).Should().Be(
            "{\"level\":\"info\",\"version\":\"2.12.0\",\"caller\":\"server.go:78\",\"time\":\"T\",\"message\":\"Starting Toxiproxy\"}\n" + expected
            + $"{{\"level\":\"info\",\"address\":\"localhost:{port}\",\"caller\":\"api.go:57\",\"time\":\"T\",\"message\":\"Starting Toxiproxy HTTP server\"}}\n"
            + "{\"level\":\"info\",\"caller\":\"server.go:104\",\"time\":\"T\",\"message\":\"Shutdown started\"}\n");
    }

    [Test]
    public void With_its_port_taken_the_server_logs_it_and_stays()
    {
        using var server = ProxyServer.Start();
        var result = ProxyServer.Run("toxiproxy-server", ["-port", $"{server.Api.Port}"], TimeSpan.FromSeconds(2));
        result.Output.Should().Contain($"\"error\":\"listen tcp 127.0.0.1:{server.Api.Port}: bind: address already in use\"").And.EndWith("\"message\":\"Shutdown started\"}\n");
    }

    [Test]
    public void Metrics_are_there_when_asked_for_and_count_ended_connections()
    {
        using var without = ProxyServer.Start();
        using var with = ProxyServer.Start("-proxy-metrics", "-runtime-metrics");
        using var none = new TestProxy(without.Api);
        none.TryCall("GET", "metrics").Status.Should().Be(404);
        using var proxy = new TestProxy(with.Api);
        using var pair = proxy.Open();
        Wire.OneWay(pair.Client, pair.Server, 100);
        Wire.OneWay(pair.Server, pair.Client, 1000);
        proxy.TryCall("PUT", "metrics").Text.Should().Contain("\ngo_goroutines ").And.Contain("\nprocess_open_fds ").And.NotContain("toxiproxy_proxy");

        pair.Dispose();
        proxy.Patch("""{"enabled":false}""");

        var page = proxy.TryCall("GET", "metrics").Text;
        foreach (var (verb, direction, bytes) in new[] { ("received", "downstream", 1000), ("received", "upstream", 100), ("sent", "downstream", 1000), ("sent", "upstream", 100) })
        {
            page.Should().MatchRegex($"toxiproxy_proxy_{verb}_bytes_total\\{{direction=\"{direction}\",listener=\"127.0.0.1:{proxy.Port}\",proxy=\"{proxy.Name}\",upstream=\"127.0.0.1:\\d+\"\\}} {bytes}\n");
        }
    }

    private static IEnumerable<(string Command, string Expected)> Recorded(string file, string prompt)
    {
        foreach (var part in File.ReadAllText(Exchange.PathOf(file)).Split(prompt).Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var command = part[..end].Trim();
            if (file.StartsWith("10", StringComparison.Ordinal))
            {
                var code = part.IndexOf(']', part.IndexOf("[rc=", end, StringComparison.Ordinal));
                if (!part.Contains("127.0.0.1:1/proxies", StringComparison.Ordinal))
                {
                    yield return (command, part[(end + 1)..(code + 1)]);
                }
            }
            else
            {
                yield return (command, part[(end + 1)..]);
            }
        }
    }

    private static string OnTerminal(string command)
    {
        using var script = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("script", ["-qec", command, "/dev/null"]) { RedirectStandardOutput = true })!;
        var output = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return output;
    }

    private static string Visible(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\e", "\\e", StringComparison.Ordinal);

    [GeneratedRegex("\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"")]
    private static partial Regex Time();
}
