using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

/// <summary>What the scripts hand on to the program.</summary>
public sealed class ScriptsTests
{
    private const string PrintHost = "source scripts/lib/env.sh; echo \"${DOCKER_HOST-none} ${DOCKER_CONTEXT-none}\"";

    private string config = "";

    [SetUp]
    public void MakeContext()
    {
        config = Directory.CreateTempSubdirectory("docker-config").FullName;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("other")));
        var meta = Directory.CreateDirectory(Path.Combine(config, "contexts", "meta", id)).FullName;
        File.WriteAllText(
            Path.Combine(meta, "meta.json"), """{"Name":"other","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///other.sock","SkipTLSVerify":false}}}""");
    }

    [TearDown]
    public void RemoveContext() => Directory.Delete(config, recursive: true);

    [TestCase("", "", "{}", "none none")]
    [TestCase("", "", """{"currentContext":"other"}""", "unix:///other.sock none")]
    [TestCase("", "other", "{}", "unix:///other.sock none")]
    [TestCase("", "default", "{}", "none default")]
    [TestCase("", "nosuch", "{}", "none nosuch")]
    [TestCase("tcp://127.0.0.1:1", "", """{"currentContext":"other"}""", "tcp://127.0.0.1:1 none")]
    public void The_chosen_docker_context_must_reach_the_test_libraries_as_DOCKER_HOST(string host, string context, string settings, string expected)
    {
        File.WriteAllText(Path.Combine(config, "config.json"), settings);

        Bash(PrintHost, ("DOCKER_HOST", host), ("DOCKER_CONTEXT", context), ("DOCKER_CONFIG", config)).Should().Be(expected);
    }

    private static string Bash(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-euc", script]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value.Length > 0 ? value : null;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromSeconds(30)).Should().BeTrue("the script must end");
        process.ExitCode.Should().Be(0);
        return output.Result.Trim();
    }
}
