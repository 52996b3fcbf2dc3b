using Archiv.Tests.Support.Engine;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

[TestFixture]
public sealed class PidsCountersTests
{
    [TestCase("pids: 199 of 200, refused 3\n", 200L, 199L, 3L, TestName = "A limited container must be read")]
    [TestCase("pids: 417 of max, refused 0\n", null, 417L, 0L, TestName = "A container without limit must be read")]
    [TestCase("pids: 12 of 200, refused ?\n", 200L, 12L, null, TestName = "A kernel that does not count refusals must be read")]
    [TestCase("pids: 1 of 200, refused 0\nsh: Cannot fork\npids: 199 of 200, refused 1\n", 200L, 199L, 1L, TestName = "The last of several lines must count")]
    public void Counters_must_be_read(string text, long? limit, long current, long? refused) =>
        PidsCounters.Parse(text).Should().Be(new PidsCounters(limit, current, refused));

    [Test]
    public void An_output_without_counters_must_be_none() => PidsCounters.Parse("sh: 1: Cannot fork\n").Should().BeNull();
}
