using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcripts 10 and 11: the command-line client, and what its library does that no transcript shows.</summary>
public sealed class CommandLineTests
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

    [TestCase("list -x", 1, "flag provided but not defined: -x\n")]
    [TestCase("toxic -x", 1, "flag provided but not defined: -x\n")]
    [TestCase("create -l", 1, "flag needs an argument: -l\n")]
    public void A_wrong_use_is_said_before_the_help_and_after_it(string command, int exitCode, string errors)
    {
        var result = ProxyServer.Run("toxiproxy-cli", command.Split(' '));
        result.Should().Be(new ProgramResult(exitCode, result.Output, errors));
        result.Output.Should().StartWith($"Incorrect Usage: {errors}\nNAME:\n   toxiproxy-cli {command.Split(' ')[0]} - ").And.EndWith("show help (default: false)\n");
    }

    [TestCase("help create", "create --help")]
    [TestCase("create help", "create --help")]
    [TestCase("toxic help add", "toxic add --help")]
    [TestCase("help toxic", "toxic")]
    [TestCase("h", "--help")]
    public void Help_has_many_spellings(string command, string same)
    {
        var result = ProxyServer.Run("toxiproxy-cli", command.Split(' '));
        result.Output.Should().StartWith("NAME:\n   toxiproxy-cli");
        result.Should().Be(ProxyServer.Run("toxiproxy-cli", same.Split(' '))).And.Match<ProgramResult>(one => one.ExitCode == 0);
    }

    [Test]
    public void Both_streams_at_once_are_refused_and_attributes_may_stand_between_commas()
    {
        using var server = ProxyServer.Start();
        using var proxy = new TestProxy(server.Api);
        ProxyServer.Run("toxiproxy-cli", ["-h", $"{server.Api}", "toxic", "add", "-t", "latency", "-u", "-d", proxy.Name])
            .Should().Be(new ProgramResult(1, "", "Only one should be specified: upstream or downstream.\n\n"));

        ProxyServer.Run("toxiproxy-cli", ["-h", $"{server.Api}", "toxic", "add", "-t", "latency", "-a", "latency=7,jitter=3", proxy.Name]).ExitCode.Should().Be(0);
        proxy.TryCall("GET", $"proxies/{proxy.Name}/toxics").Text.Should().Contain("{\"latency\":7,\"jitter\":3}");
    }

    [Test]
    public void Commands_add_to_a_file_that_they_share()
    {
        var file = Path.GetTempFileName();
        var cli = ProxyServer.PathOf("toxiproxy-cli");
        using var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", $"({cli} --version; {cli} --version) > {file}"]);
        shell.WaitForExit();

        File.ReadAllText(file).Should().Be("toxiproxy-cli version 2.12.0\ntoxiproxy-cli version 2.12.0\n");
        File.Delete(file);
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
}
