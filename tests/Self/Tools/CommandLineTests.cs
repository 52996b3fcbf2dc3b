using System.Diagnostics;
using Archiv.Tests.Tools;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

/// <summary>The program as a process: what a caller sees of wrong use.</summary>
public sealed class CommandLineTests
{
    [TestCase("verify --row A9.9", "'A9.9' is no row")]
    [TestCase("verify --suite nosuch", "'nosuch' is no suite")]
    [TestCase("verify --profile nosuch --row A1.1", "'nosuch' is no profile")]
    [TestCase("verify --compose /no/such.yml --row A1.1", "/no/such.yml")]
    [TestCase("verify --attach x --suite chaos", "only the suite e2e observes")]
    [TestCase("verify --attach x --keep", "leave out --keep")]
    [TestCase("verify --nosuch", "--nosuch")]
    [TestCase("verify --shard 4/3", "write --shard 2/3")]
    [TestCase("verify --row A1.1 --baseline /no/such.json", "there is no report /no/such.json")]
    [TestCase("report merge /no/such", "there is no report /no/such")]
    [TestCase("mutants --only nosuch", "'nosuch' is no mutant")]
    [TestCase("nosuch", "nosuch")]
    public void Wrong_use_must_end_with_3_and_one_line_on_stderr(string arguments, string expected)
    {
        var (exitCode, output, error) = Tool(arguments);

        exitCode.Should().Be(3, error);
        output.Should().BeEmpty();
        error.TrimEnd('\n').Should().Contain(expected).And.NotContain("\n");
    }

    [Test]
    public void The_catalogue_must_be_listed_with_the_status_of_each_row()
    {
        var (exitCode, output, _) = Tool("verify --list");

        exitCode.Should().Be(0);
        output.Should().MatchRegex(@"A5\.1\s+active\s+fault").And.MatchRegex(@"M1\s+planned\s+live");
    }

    [TestCase("verify --row A5.1 --profile=small", 0, "small")]
    [TestCase("mutants --only no-ollama", 0, "standin")]
    [TestCase("verify --list", 0, "")]
    [TestCase("verify --help", 0, "")]
    [TestCase("verify --suite nosuch", 3, "")]
    [TestCase("verify --row N1", 3, "")]
    public void Arguments_must_be_checked_before_anything_is_made_and_then_name_the_profile_that_is_needed(string arguments, int expected, string needed)
    {
        var needs = Path.GetTempFileName();
        try
        {
            var (exitCode, output, error) = Tool(arguments, ("ARCHIV_NEEDS", needs), ("DOCKER_HOST", "unix:///nonexistent/docker.sock"));

            exitCode.Should().Be(expected, error);
            File.ReadAllText(needs).Should().Be(needed);
            (output.Length > 0).Should().Be(needed.Length == 0 && expected == 0, output);
        }
        finally
        {
            File.Delete(needs);
        }
    }

    [Test]
    public void The_catalogue_must_be_listed_for_programs_too()
    {
        System.Text.Json.Nodes.JsonNode.Parse(Tool("verify --list --json").Output)!.AsArray().Select(row => row!["id"]!.ToString()).Should().Contain(["A5.1", "N1"]);
    }

    [TestCase("verify")]
    [TestCase("mutants")]
    [TestCase("check")]
    [TestCase("report")]
    [TestCase("report merge")]
    public void Help_must_show_examples(string command)
    {
        Tool($"{command} --help").Output.Should().Contain($"scripts/{command}").And.Contain("Exit code");
    }

    private static (int ExitCode, string Output, string Error) Tool(string arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromSeconds(30)).Should().BeTrue($"'{arguments}' must end");
        return (process.ExitCode, output.Result, error.Result);
    }
}
