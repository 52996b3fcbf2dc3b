using Archiv.Tests.Load;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class GenerationTests
{
    // As Ollama 0.13.5 writes them, behind the engine's timestamps.
    private const string Log = """
        2026-11-21T07:36:14.123456789Z [GIN] 2026/11/21 - 07:36:14 | 200 |         104µs |       127.0.0.1 | HEAD     "/"
        2026-11-21T07:36:15.5Z [GIN] 2026/11/21 - 07:36:15 | 200 |  3.012345678s |      172.18.0.5 | POST     "/api/chat"
        2026-11-21T07:36:16Z time=2026-11-21T07:36:16.000Z level=INFO source=server.go:496 msg="POST \"/api/chat\" | [GIN]"
        2026-11-21T07:36:17.25Z [GIN] 2026/11/21 - 07:36:17 | 500 |    1.5s |      172.18.0.6 | POST     "/api/generate"
        2026-11-21T07:36:18Z [GIN] 2026/11/21 - 07:36:18 | 200 |    1.5s |      172.18.0.6 | POST     "/api/show"
        """;

    [Test]
    public void What_was_computed_must_be_read_with_its_end_and_its_caller() => Generation.Of(Log).Should().Equal(
        new Generation(new(2026, 11, 21, 7, 36, 15, 500, TimeSpan.Zero), "172.18.0.5", 200, 3.012345678),
        new Generation(new(2026, 11, 21, 7, 36, 17, 250, TimeSpan.Zero), "172.18.0.6", 500, 1.5));

    [TestCase("104µs", 0.000104)]
    [TestCase("250.5ms", 0.2505)]
    [TestCase("1m2.5s", 62.5)]
    [TestCase("1h0m1s", 3601)]
    public void Its_time_must_be_read_as_go_writes_it(string took, double seconds) => Generation
        .Of($"2026-11-21T07:36:17.25Z [GIN] 2026/11/21 - 07:36:17 | 500 | {took,13} |      172.18.0.6 | POST     \"/api/chat\"")
        .Should().ContainSingle().Which.Seconds.Should().BeApproximately(seconds, 1e-9);
}
