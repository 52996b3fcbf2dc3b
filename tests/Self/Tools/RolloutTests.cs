using System.Diagnostics;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

/// <summary><c>scripts/rollout</c> with a docker command that says what a case needs; U1 runs it on a stack.</summary>
[Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RolloutTests : IDisposable
{
    private const string Docker = """
        #!/usr/bin/env bash
        cd "$(dirname "$0")"
        echo "$*" >> journal
        case " $* " in
          *" ps --quiet proxy "*) cat proxy ;;
          *" ps --all "*) cat containers ;;
          *" ps "*) grep -v '^stopped$' containers || true ;;
          *" up "*)
            [[ ! -e up-fails ]] || { echo "no such image" >&2; exit 1; }
            if grep -q '^stopped$' containers; then sed -i 's/^stopped$/restarted/' containers; else echo new >> containers; fi
            ;;
          *" network "*) [[ ! -e "$2-fails" ]] ;;
          *Aliases*) echo "--alias backend --alias new-1" ;;
          *Networks*) if [[ ${*: -1} == front ]]; then cat shared; else printf '%s\n' edge model; fi ;;
          *" inspect "*) touch inspected; cat health ;;
          *" stop "*) [[ ! -e stop-fails ]] ;;
          *" rm "*) [[ ! -e rm-fails ]] || exit 1; sed -i "/^${*: -1}$/d" containers ;;
        esac
        """;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("rollout").FullName;

    public RolloutTests()
    {
        Given("docker", Docker);
        using var allow = Process.Start("chmod", ["+x", Path.Combine(folder, "docker")]);
        allow.WaitForExit();
        Given("containers", "old\n");
        Given("health", "running healthy\n");
        Given("proxy", "front\n");
        Given("shared", "edge\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_healthy_new_container_must_replace_the_old_one() => Ended(0, "is replaced").Should().Equal("new");

    [Test]
    public void The_proxy_must_not_see_the_new_container_before_it_is_healthy()
    {
        Ended(0, "is replaced");

        string[] order = ["network disconnect edge new", "start new", "State.Health", "network connect --alias backend --alias new-1 edge new", "stop old"];
        var journal = File.ReadAllLines(Path.Combine(folder, "journal"));
        order.Select(step => Array.FindIndex(journal, line => line.Contains(step, StringComparison.Ordinal))).Should().BeInAscendingOrder().And.NotContain(-1);
    }

    [TestCase("disconnect", "cannot be started")]
    [TestCase("connect", "cannot join")]
    public void A_new_container_that_cannot_leave_or_join_the_proxy_must_be_rolled_back(string step, string says)
    {
        Given($"{step}-fails");

        Ended(1, says).Should().Equal("old");
    }

    [TestCase("proxy", "no container of 'proxy' runs")]
    [TestCase("shared", "shares no network")]
    public void A_proxy_that_cannot_reach_the_service_must_be_refused(string missing, string says)
    {
        Given(missing);

        Ended(3, says).Should().Equal("old");
    }

    [Test]
    public void A_version_that_does_not_start_must_leave_the_old_container_alone()
    {
        Given("up-fails");

        Ended(1, "no such image").Should().Equal("old");
    }

    [TestCase("running unhealthy")]
    [TestCase("running unprobed")]
    [TestCase("exited starting")]
    [TestCase("restarting starting")]
    [TestCase("running starting")]
    public void A_container_that_does_not_become_healthy_must_be_rolled_back(string health)
    {
        Given("health", health + "\n");

        Ended(1, health, "--timeout", "1").Should().Equal("old");
    }

    [Test]
    public void An_engine_that_does_not_answer_must_be_rolled_back()
    {
        File.Delete(Path.Combine(folder, "health"));

        Ended(1, "docker does not tell").Should().Equal("old");
    }

    [Test]
    public void An_old_container_that_cannot_be_stopped_must_be_named_with_the_remedy()
    {
        Given("stop-fails");

        Ended(2, "docker rm --force old").Should().Equal("old", "new");
    }

    [Test]
    public void A_container_that_ended_earlier_must_not_be_started_again()
    {
        Given("containers", "old\nstopped\n");

        Ended(0, "that do not run are removed: stopped").Should().Equal("new");
    }

    [Test]
    public void A_container_that_ended_earlier_and_cannot_be_removed_must_be_named_with_the_remedy()
    {
        Given("containers", "old\nstopped\n");
        Given("rm-fails");

        Ended(3, "remedy: docker rm --force stopped").Should().Equal("old", "stopped");
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("HUP")]
    public void An_interrupted_rollout_must_be_rolled_back(string signal)
    {
        Given("health", "running starting\n");
        using var rollout = Start();
        SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder, "inspected")), Longest).Should().BeTrue();

        using (var kill = Process.Start("kill", [$"-{signal}", $"{rollout.Id}"]))
        {
            kill.WaitForExit();
        }

        End(rollout, 130, "interrupted").Should().Equal("old");
    }

    [Test]
    public void A_service_that_does_not_run_must_be_refused()
    {
        Given("containers");

        Ended(3, "remedy: bring the stack up first");
    }

    [TestCase("--timeout")]
    [TestCase("--timeout", "soon")]
    public void A_wrong_option_must_be_refused_with_the_remedy(params string[] options) => Ended(3, "see scripts/rollout --help", options).Should().Equal("old");

    private void Given(string file, string text = "") => File.WriteAllText(Path.Combine(folder, file), text);

    private string[] Ended(int code, string said, params string[] options)
    {
        using var rollout = Start(options);
        return End(rollout, code, said);
    }

    private Process Start(params string[] options)
    {
        // A shell's background jobs ignore SIGINT, what nohup starts SIGHUP, and so would what they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,TERM,HUP", Path.Combine(Repository.Root, "scripts", "rollout"), .. options]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
        return Process.Start(start)!;
    }

    // The containers that are left.
    private string[] End(Process rollout, int code, string said)
    {
        var error = rollout.StandardError.ReadToEndAsync();
        var ended = rollout.WaitForExit(Longest);
        if (!ended)
        {
            rollout.Kill(entireProcessTree: true);
        }

        ended.Should().BeTrue();
        error.Result.Should().Contain(said);
        rollout.ExitCode.Should().Be(code, error.Result);
        return File.ReadAllLines(Path.Combine(folder, "containers"));
    }
}
