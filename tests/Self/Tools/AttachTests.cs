using System.Diagnostics;
using System.Text.RegularExpressions;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Stacks;
using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

/// <summary><c>verify --attach</c> is run on stacks that people use: it must leave no trace there.</summary>
public sealed partial class AttachTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    [Test]
    public void What_changed_in_a_project_must_be_told()
    {
        var before = new AttachedProject(["container /a 1 started now", "network n 2", "volume v"]);

        before.ChangesTo(before).Should().BeEmpty();
        before.ChangesTo(new(["container /a 1 started later", "network n 2", "volume v", "volume w"]))
            .Should().Equal("- container /a 1 started now", "+ container /a 1 started later", "+ volume w");
        before.ToString().Should().Be("1 containers, 1 networks, 1 volumes");
    }

    [Test, Category("Engine")]
    public async Task A_stack_that_was_judged_by_attach_must_be_as_it_was()
    {
        await using var stack = await Stack.UpDeployed(Profile.Load("standin"), kept: false);
        stack.FirstUp.ExitCode.Should().Be(0, stack.FirstUp.ToString());
        var before = await AttachedProject.Of(stack.Project);
        var files = await Changed(stack);

        var (code, said) = await Verify("--attach", stack.Project);

        var after = await AttachedProject.Of(stack.Project);
        before.ChangesTo(after).Should().BeEmpty(said);
        before.Lines.Should().HaveCountGreaterThan(10);
        (await Changed(stack)).Should().BeEquivalentTo(files, "no file of a container may be another");
        code.Should().Be(0, said);
        said.Should().Contain($"intact  {stack.Project} is as it was").And.Contain("left    A2.7: ").And.Contain("left    H7 in part: ");
        said.Should().MatchRegex(@"held +H4 ").And.NotMatchRegex(@"held +A2\.7 ");
    }

    [Test, Category("Engine")]
    public async Task A_stack_that_keep_left_must_be_judged_by_the_rows_that_change_it_too()
    {
        var (_, kept) = await Verify("--suite", "e2e", "--row", "A2.1", "--keep");
        var project = Kept().Match(kept).Groups["project"].Value;
        project.Should().NotBeEmpty(kept);
        try
        {
            var (code, said) = await Verify("--attach", project, "--row", "E1.1", "A2.2", "A2.7", "A2.8", "H7");

            code.Should().Be(0, said);
            said.Should().MatchRegex(@"(?m)^rows +5 held,").And.NotContain("left    ").And.NotContain("intact  ");
        }
        finally
        {
            await Removed(project);
        }
    }

    private static async Task Removed(string project)
    {
        var label = $"label=com.docker.compose.project={project}";
        await DockerCommand.Run(["rm", "--force", "--volumes", .. (await DockerCommand.Run("ps", "--all", "--quiet", "--filter", label)).Lines]);
        await DockerCommand.Run(["network", "rm", .. (await DockerCommand.Run("network", "ls", "--quiet", "--filter", label)).Lines]);
        await DockerCommand.Run(["volume", "rm", .. (await DockerCommand.Run("volume", "ls", "--quiet", "--filter", label)).Lines]);
    }

    private static async Task<IReadOnlyList<string>> Changed(Stack stack)
    {
        List<string> lines = [];
        foreach (var state in (await stack.Services()).Values)
        {
            lines.AddRange((await DockerCommand.Run("diff", state.Id)).Lines.Select(line => $"{state.Service} {line}"));
        }

        return lines;
    }

    private static async Task<(int Code, string Said)> Verify(params string[] arguments)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "tools", "debug", "archiv-tests");
        var start = new ProcessStartInfo(program, ["verify", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A run of its own, not part of the one that this test belongs to.
        start.Environment.Remove("ARCHIV_RUN_DIR");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex("^kept    (?<project>[^ ]+) at ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Kept();
}
