using System.ComponentModel;
using System.Diagnostics;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>H14 on a <c>.env</c> beside the file: committed, not committed, and where nobody can say.</summary>
public sealed class CommittedEnvTests
{
    private string folder = "";

    [SetUp]
    public void MakeRepository()
    {
        folder = Directory.CreateTempSubdirectory("env").FullName;
        File.WriteAllText(Path.Combine(folder, "compose.yml"), "services: {}\n");
        File.WriteAllText(Path.Combine(folder, ".env"), "DB_PASSWORD=geheim\n");
        try
        {
            Run("git", "init", "--quiet");
        }
        catch (Win32Exception)
        {
            Machine.Lacks("no git answers here, so nobody can say what is committed; install git");
        }
    }

    [TearDown]
    public void RemoveRepository() => Directory.Delete(folder, recursive: true);

    [Test]
    public void One_that_is_committed_must_be_found()
    {
        Run("git", "add", ".env");

        Findings().Should().ContainSingle().Which.Should().Be((Severity.Finding, ".env is under version control, and with it every secret that was ever in it"));
    }

    [Test]
    public void One_that_is_not_committed_must_not_be_found() => Findings().Should().BeEmpty();

    [Test]
    public void One_outside_of_any_repository_must_not_be_found()
    {
        Directory.Delete(Path.Combine(folder, ".git"), recursive: true);

        Findings().Should().BeEmpty();
    }

    // Failed as not committed: git refuses a repository of another user ("dubious ownership").
    [Test]
    public void One_in_a_repository_of_somebody_else_must_be_found()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Machine.Lacks("only root can give a folder away; run as root");
        }

        Run("git", "add", ".env");
        Run("chown", "-R", "12345", ".");

        Findings().Should().ContainSingle().Which.Severity.Should().Be(Severity.Finding);
    }

    [Test]
    public void A_repository_that_cannot_be_read_must_be_noted()
    {
        File.WriteAllText(Path.Combine(folder, ".git", "index"), "no index at all, but long enough to be one");

        var (severity, message) = Findings().Should().ContainSingle().Which;

        severity.Should().Be(Severity.Note);
        message.Should().StartWith("whether .env is under version control could not be looked at: ");
    }

    private IReadOnlyList<(Severity Severity, string Message)> Findings() =>
        [.. Checker.Check([Path.Combine(folder, "compose.yml")], null, folder).Findings.Select(finding => (finding.Severity, finding.Message))];

    private void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        process.WaitForExit(TimeSpan.FromSeconds(30)).Should().BeTrue("it must end");
        process.ExitCode.Should().Be(0);
    }
}
