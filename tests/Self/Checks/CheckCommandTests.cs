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

    [Test]
    public void A_silenced_rule_that_nobody_knows_must_be_told_with_those_that_there_are()
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services:\n  web:\n    image: example/web:1.4.2\n    x-archiv-ignore:\n      H99: a slip of the pen\n");

        Check("compose.yml").Output.Should().MatchRegex(@"compose\.yml:5:7: silenced H99 web, which is no rule \(known are H1, H2, [^)]*H21[^)]*\): a slip of the pen");
    }

    [Test]
    public void Findings_must_stand_file_by_file_and_line_by_line()
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "include: [z.yml, b.yml]\nservices:\n  web: { image: example/web:1.4.2 }\n");
        File.WriteAllText(Path.Combine(folder, "b.yml"), "services:\n  b1: { image: example/web:1.4.2 }\n  b2: { image: example/web:1.4.2 }\n");
        File.WriteAllText(Path.Combine(folder, "z.yml"), "services:\n  z: { image: example/web:1.4.2 }\n");

        string[] places = [.. Check("compose.yml").Output.Split('\n').Where(line => line.Contains(".yml:", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];

        places.Distinct().Should().Equal("compose.yml:3:3:", "compose.yml:3:10:", "b.yml:2:3:", "b.yml:2:9:", "b.yml:3:3:", "b.yml:3:9:", "z.yml:2:3:", "z.yml:2:8:");
    }

    [Test]
    public void What_the_shell_hands_over_must_be_read()
    {
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services: {}\n");

        Shell("cat compose.yml | PROGRAM check /dev/stdin").Should().Be("0 services, 0 findings, 0 notes, 0 silenced\n");
        Shell("PROGRAM check <(cat compose.yml)").Should().Be("0 services, 0 findings, 0 notes, 0 silenced\n");
    }

    private string Shell(string script)
    {
        var program = $"'{Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet")}' '{typeof(CommandLine).Assembly.Location}'";
        var start = new ProcessStartInfo("bash", ["-c", script.Replace("PROGRAM", program, StringComparison.Ordinal)]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromSeconds(60)).Should().BeTrue("it must end");
        return output.Result;
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
