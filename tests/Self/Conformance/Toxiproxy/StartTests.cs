using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Every command of transcript 12: flags, configuration files, LOG_LEVEL and a port that is taken, to the byte.</summary>
public sealed partial class StartTests
{
    private const string StoppedByTimeout = "[rc=124]";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        Target.NeedsStandIn();
        _folder = Directory.CreateTempSubdirectory("conformance-toxiproxy-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder, "bin"), Path.GetDirectoryName(ProxyServer.PathOf("toxiproxy-server"))!);
        Write("cfg.json", """[{"name":"one","listen":"127.0.0.1:0","upstream":"127.0.0.1:1"},{"name":"two","listen":"127.0.0.1:0","upstream":"x:1","enabled":false}]""");
        Write("cfgbad.json", "[{bad}]");
        Write("cfgmiss.json", """[{"name":"one"}]""");
    }

    [TearDown]
    public void DeleteFolder()
    {
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestCaseSource(nameof(Recorded))]
    public async Task The_server_says_what_the_original_said(string command, string expected)
    {
        using var other = command.Contains("8474", StringComparison.Ordinal) ? ProxyServer.Start() : null;
        var port = (other?.Api.Port ?? ProxyServer.FreePort()).ToString(CultureInfo.InvariantCulture);
        command = AnyPort().Replace(command, port);
        expected = AnyPort().Replace(expected, port);
        var lines = expected.Split('\n').Length - 1;
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {command} 2>&1"]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;

        var seen = "";
        if (expected.EndsWith(StoppedByTimeout, StringComparison.Ordinal))
        {
            // It runs until it is stopped; its last line is about that.
            for (var i = 1; i < lines; i++)
            {
                seen += await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) + "\n";
            }

            using var kill = Process.Start("/bin/kill", ["-TERM", $"{process.Id}"]);
        }

        seen += await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        (Steady(seen) + $"[rc={process.ExitCode}]").Should().Be(Steady(expected).Replace(StoppedByTimeout, "[rc=0]", StringComparison.Ordinal));
    }

    private static IEnumerable<TestCaseData> Recorded() =>
        from block in Regex.Split(File.ReadAllText(Exchange.PathOf("12-server-startup")), "(?m)^\\$ ").Skip(1)
        let end = block.IndexOf('\n', StringComparison.Ordinal)
        select new TestCaseData(block[..end], block[(end + 1)..].TrimEnd()).SetArgDisplayNames(block[..end]);

    private static string Steady(string text) => Seed().Replace(LogLine.Steady(text), "(default SEED)");

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    [GeneratedRegex("(?<=-port |localhost:|127.0.0.1:)8(474|495)")]
    private static partial Regex AnyPort();

    [GeneratedRegex("\\(default \\d{19}\\)")]
    private static partial Regex Seed();
}
