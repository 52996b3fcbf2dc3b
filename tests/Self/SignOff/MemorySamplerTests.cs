using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

public sealed class MemorySamplerTests
{
    [TestCase("archivtest-1-ollama-1\t123.5MiB / 512MiB", 129_499_136, 536_870_912)]
    [TestCase("archivtest-1-ollama-1\t1.5GiB / 8GiB", 1_610_612_736, 8_589_934_592)]
    [TestCase("archivtest-1-ollama-1\t0B / 0B", 0, 0)]
    public void A_line_of_docker_stats_must_be_read_in_bytes(string line, long bytes, long limit)
    {
        MemorySampler.Parse(line).Should().Be(("archivtest-1-ollama-1", bytes, limit));
    }

    [Test]
    public void A_container_without_numbers_must_be_passed_over()
    {
        MemorySampler.Parse("archivtest-1-ollama-1\t-- / --").Should().BeNull();
    }
}
