using System.Diagnostics;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

/// <summary>SIGKILL while a fault is in: nobody heals and nobody cleans up, so the reaper does.</summary>
[Category("Engine")]
public sealed class KilledRunTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Reaped = TimeSpan.FromMinutes(2);

    [Test]
    public async Task A_killed_run_must_leave_nothing_of_its_project()
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "tools", "debug", "archiv-tests");
        var start = new ProcessStartInfo(program, ["verify", "--row", "A5.1"]) { RedirectStandardOutput = true };
        // A run of its own, not part of the one that this test belongs to.
        start.Environment.Remove("ARCHIV_RUN_DIR");
        using var run = Process.Start(start)!;
        string project;
        try
        {
            project = (await Eventually.Seen("a fault of the run", () => Task.FromResult(Fault(run)), fault => fault is not null, Longest))!.Subject;
            (await Left(project)).Should().NotBeEmpty("the stack is up when the run is killed");
        }
        finally
        {
            // The suite's process too: a SIGKILL that reaches everybody is what nobody can answer.
            run.Kill(entireProcessTree: true);
        }

        await Eventually.Seen(
            "nothing of the project to be left", () => Left(project), left => left.Count == 0, Reaped, left => string.Join(", ", left));
    }

    // A run's folder ends with the number of its process.
    private static RunEvent? Fault(Process run)
    {
        run.HasExited.Should().BeFalse("the run goes on until its fault");
        return Directory.EnumerateDirectories(Path.Combine(Repository.Root, "artifacts", "report"), $"*-{run.Id}")
            .SelectMany(folder => new EventTail(folder).Read()).FirstOrDefault(entry => entry.What == "fault" && entry.At >= run.StartTime.ToUniversalTime());
    }

    private static async Task<IReadOnlyList<string>> Left(string project)
    {
        string[][] lists = [["ps", "--all"], ["network", "ls"], ["volume", "ls"]];
        var left = await Task.WhenAll(lists.Select(async list =>
        {
            var (exit, lines, error) = await DockerCommand.Run([.. list, "--quiet", "--filter", $"label=com.docker.compose.project={project}"]);
            return exit == 0 ? lines : throw new InvalidOperationException(error);
        }));
        return [.. left.SelectMany(listed => listed)];
    }
}
