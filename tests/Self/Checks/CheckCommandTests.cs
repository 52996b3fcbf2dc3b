using System.Diagnostics;
using Archiv.Tests.Tools;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>The command as a process, on a machine that has neither Docker nor git.</summary>
public sealed class CheckCommandTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("check").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_file_without_finding_must_end_with_0()
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services: {}\n");

        var (exitCode, output, _) = Check("compose.yml");

        exitCode.Should().Be(0);
        output.Should().Be("0 services, 0 findings, 0 notes, 0 silenced\n");
    }

    [TestCase("text", "compose.yml:2:3: H1 web: it has no healthcheck")]
    [TestCase("json", "\"rule\": \"H1\"")]
    [TestCase("sarif", "\"ruleId\": \"H1\"")]
    [TestCase("github", "::error file=compose.yml,line=2,col=3,title=H1::web: it has no healthcheck")]
    public void A_file_with_findings_must_end_with_1_in_each_format(string format, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services:\n  web: { image: example/web:1.4.2 }\n");

        var (exitCode, output, error) = Check("compose.yml", "--format", format);

        exitCode.Should().Be(1, error);
        output.Should().Contain(expected);
    }

    [TestCase("services:\n  web:\n\timage: x\n", ":")]
    [TestCase("services:\n  web:\n    imagine: x\n", ":3:5: ")]
    [TestCase("services: [\n", ":")]
    [TestCase("- a\n", ":1:1")]
    [TestCase("\0\u0001\u0002", ":1:")]
    public void A_file_that_cannot_be_read_must_end_with_3_and_say_where(string text, string place)
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), text);

        var (exitCode, output, error) = Check("compose.yml", "--format", "json");

        exitCode.Should().Be(3, error);
        output.Should().BeEmpty();
        error.Should().StartWith($"archiv-tests: {Path.Combine(folder, "compose.yml")}{place}").And.NotContain("   at ");
    }

    [TestCase("there is no file nosuch.yml", "nosuch.yml")]
    [TestCase("there is no file nosuch.env", "compose.yml", "--env", "nosuch.env")]
    [TestCase("'xml' is no format", "compose.yml", "--format", "xml")]
    public void Wrong_use_must_end_with_3_and_one_line(string expected, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services: {}\n");

        var (exitCode, output, error) = Check(arguments);

        exitCode.Should().Be(3);
        output.Should().BeEmpty();
        error.TrimEnd('\n').Should().Contain(expected).And.NotContain("\n");
    }

    [Test]
    public void Values_must_come_from_the_named_file_else_from_the_example_beside_the_compose_file()
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services:\n  web: { image: 'example/web:${TAG:?set TAG}' }\n");
        File.WriteAllText(Path.Combine(folder, ".env.example"), "TAG=latest\n");
        File.WriteAllText(Path.Combine(folder, "exact.env"), "TAG='1.4.2' # pinned\n");

        Check("compose.yml").Output.Should().Contain(":latest is another image");
        Check("compose.yml", "--env", "exact.env").Output.Should().NotContain(":latest is another image");
    }

    [Test]
    public void A_silenced_rule_must_be_listed_with_its_reason_and_an_unneeded_one_must_be_told()
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services:\n  web:\n    image: example/web:1.4.2\n    x-archiv-ignore:\n      H7: it unpacks itself at the start\n      H12: nothing of the kind\n");

        Check("compose.yml").Output.Should().Contain("compose.yml:5:7: silenced H7 web, 1 finding: it unpacks itself at the start")
            .And.Contain("silenced H12 web, although nothing breaks it").And.NotContain(" H7 web: ");
    }

    private (int ExitCode, string Output, string Error) Check(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(CommandLine).Assembly.Location, "check", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
        {
            start.FileName = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet");
        }

        start.Environment["PATH"] = "/nonexistent";
        start.Environment["DOCKER_HOST"] = "unix:///nonexistent/docker.sock";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromSeconds(30)).Should().BeTrue("it must end");
        return (process.ExitCode, output.Result, error.Result);
    }
}
