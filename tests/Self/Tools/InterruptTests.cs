using System.Diagnostics;
using System.Text.RegularExpressions;
using Archiv.Tests.Support;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Judging;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

/// <summary>Ctrl-C while a fault is in: healed, cleaned up, and a report that says unknown.</summary>
[Category("Engine")]
public sealed partial class InterruptTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Test]
    public async Task An_interrupted_run_must_leave_its_report_and_nothing_else()
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "tools", "debug", "archiv-tests");
        var start = new ProcessStartInfo("env", ["--default-signal=INT", program, "verify", "--row", "A5.1"]) { RedirectStandardOutput = true };
        // A run of its own, not part of the one that this test belongs to.
        start.Environment.Remove("ARCHIV_RUN_DIR");
        using var run = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            var said = await InterruptedAtAFault(run, deadline.Token);

            run.ExitCode.Should().Be(ExitCode.Interrupted, said);
            var report = ReportJson.Read(Path.Combine(Repository.Root, Report().Match(said).Groups[1].Value, "report.json"));
            (report.Run.Interrupted, report.Verdict).Should().Be((true, "unknown"));
            var projects = report.Timeline!.Events.Where(entry => entry.What == "stack").Select(entry => entry.Subject).Distinct().ToList();
            projects.Should().NotBeEmpty();
            foreach (var project in projects)
            {
                (await Left(project)).Should().BeEmpty();
            }
        }
        finally
        {
            if (!run.HasExited)
            {
                run.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<string> InterruptedAtAFault(Process run, CancellationToken deadline)
    {
        List<string> said = [];
        var struck = false;
        while (await run.StandardOutput.ReadLineAsync(deadline) is { } line)
        {
            said.Add(line);
            if (!struck && Fault().IsMatch(line))
            {
                struck = true;
                using var kill = Process.Start("kill", ["-INT", $"{run.Id}"]);
            }
        }

        await run.WaitForExitAsync(deadline);
        struck.Should().BeTrue(string.Join('\n', said));
        return string.Join('\n', said);
    }

    private static async Task<IReadOnlyList<string>> Left(string project)
    {
        string[][] lists = [["ps", "--all"], ["network", "ls"], ["volume", "ls"]];
        var left = await Task.WhenAll(lists.Select(list => DockerCommand.Run([.. list, "--quiet", "--filter", $"label=com.docker.compose.project={project}"])));
        return [.. left.SelectMany(listed => listed.Lines)];
    }

    [GeneratedRegex(@"^ *\d+\.\d fault ")]
    private static partial Regex Fault();

    [GeneratedRegex(@"^report +(\S+)", RegexOptions.Multiline)]
    private static partial Regex Report();
}
