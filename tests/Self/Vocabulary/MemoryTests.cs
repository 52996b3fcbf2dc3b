using Archiv.Tests.Support.Engine;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

public sealed class MemoryTests
{
    private const string Refused = "level=WARN msg=\"model request too large for system\" requested=\"794.1 MiB\" available=\"580.9 MiB\"";

    private const string Ended = "level=WARN msg=\"llama runner process no longer running\" sys=9 string=\"signal: killed\"";

    [TestCase("", "", MemoryDeath.None)]
    [TestCase("die 137", "", MemoryDeath.None, TestName = "A server killed by hand must not be the kernel's")]
    [TestCase("oom", "", MemoryDeath.RunnerKilled)]
    [TestCase("oom,oom", "", MemoryDeath.RunnerKilled)]
    [TestCase("oom,die 137,start", "", MemoryDeath.ServerKilled)]
    [TestCase("oom,die 0", "", MemoryDeath.RunnerKilled, TestName = "A runner killed before an ordinary stop must stay a runner")]
    [TestCase("start", Refused, MemoryDeath.LoadRefused)]
    [TestCase("oom", Refused, MemoryDeath.RunnerKilled)]
    public void The_ways_in_which_memory_runs_out_must_be_told_apart(string actions, string log, MemoryDeath expected)
    {
        var events = actions.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(action => action.Split(' '))
            .Select((words, second) => new EngineEvent(DateTimeOffset.UnixEpoch.AddSeconds(second), "ollama", words[0], words.Length > 1 ? int.Parse(words[1]) : null));

        MemoryDeaths.Of(events, log, runnerSince: null).Should().Be(expected);
    }

    [TestCase(5, "", MemoryDeath.OtherKilled, TestName = "A runner that lives on must show that the kernel took somebody else")]
    [TestCase(15, "", MemoryDeath.RunnerKilled, TestName = "A runner that came later must not hide that one was killed")]
    [TestCase(5, Ended, MemoryDeath.RunnerKilled, TestName = "The server's word that a runner ended must count beside one that lives on")]
    public void An_oom_must_be_the_runner_s_only_where_none_lived_through_it(int runnerSince, string log, MemoryDeath expected)
    {
        EngineEvent[] events = [new(DateTimeOffset.UnixEpoch.AddSeconds(10), "ollama", "oom", null)];

        MemoryDeaths.Of(events, log, DateTimeOffset.UnixEpoch.AddSeconds(runnerSince)).Should().Be(expected);
    }

    [TestCase("oom_kill_disable 0\nunder_oom 0\noom_kill 3\nswap 0\ntotal_swap 4096\n", 3, 0, TestName = "The files of cgroup v1 must be read")]
    [TestCase("low 0\nhigh 0\nmax 12\noom 2\noom_kill 2\noom_group_kill 0\nswap 8192\n", 2, 8192, TestName = "The files of cgroup v2 must be read")]
    public void Counters_must_be_read(string text, long kills, long swapped)
    {
        MemoryCounters.Parse(text).Should().Be(new MemoryCounters(kills, swapped));
    }

    [TestCase("")]
    [TestCase("oom_kill 3\n")]
    [TestCase("swap 0\n")]
    public void Half_an_answer_must_be_none(string text)
    {
        MemoryCounters.Parse(text).Should().BeNull();
    }

    [TestCase("cache 9\nrss 1\nhierarchical_memory_limit 4096\ntotal_rss 100\ntotal_inactive_anon 60\ntotal_active_anon 70\n", 100, 130, 4096, TestName = "The memory of cgroup v1 must be read, shared memory included")]
    [TestCase("limit 4096\nanon 100\nfile 9\ninactive_anon 60\nactive_anon 30\n", 100, 100, 4096, TestName = "The memory of cgroup v2 must be read")]
    [TestCase("limit max\nanon 100\n", 100, 100, long.MaxValue, TestName = "Memory without a limit must be read")]
    public void Memory_must_be_read(string text, long anonymous, long unreclaimable, long limit)
    {
        MemoryUse.Of(DateTimeOffset.UnixEpoch, text.Split('\n')).Should().Be(new MemoryUse(DateTimeOffset.UnixEpoch, anonymous, unreclaimable, limit));
    }

    [Test]
    public void Memory_counted_under_other_names_must_be_none()
    {
        MemoryUse.Of(DateTimeOffset.UnixEpoch, ["cat: /sys/fs/cgroup/memory.stat: No such file or directory", ""]).Should().BeNull();
    }
}
