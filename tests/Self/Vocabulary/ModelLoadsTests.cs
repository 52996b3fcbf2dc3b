using Archiv.Tests.Support.Clients;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

public sealed class ModelLoadsTests
{
    // As Ollama 0.13.5 writes them.
    private const string Log = """
        2026-11-20T10:00:00.1Z time=2026-11-20T10:00:00.100Z level=INFO source=server.go:496 msg="loading model" "model layers"=25 requested=-1
        2026-11-20T10:00:00.2Z time=2026-11-20T10:00:00.200Z level=INFO source=server.go:1372 msg="waiting for server to become available" status="llm server loading model"
        2026-11-20T10:00:02.7Z time=2026-11-20T10:00:02.700Z level=INFO source=server.go:1376 msg="llama runner started in 2.53 seconds"
        2026-11-20T10:01:00.1Z time=2026-11-20T10:01:00.100Z level=INFO source=server.go:496 msg="loading model" "model layers"=25 requested=-1
        2026-11-20T10:01:01.0Z time=2026-11-20T10:01:01.000Z level=WARN source=server.go:1345 msg="client connection closed before server finished loading, aborting load"
        2026-11-20T10:01:02.1Z time=2026-11-20T10:01:02.100Z level=INFO source=server.go:496 msg="loading model" "model layers"=25 requested=-1
        2026-11-20T10:01:03.7Z time=2026-11-20T10:01:03.700Z level=INFO source=server.go:1376 msg="llama runner started in 1.60 seconds"
        """;

    [Test]
    public void Loads_must_be_counted_by_how_they_went() =>
        ModelLoads.Of(Log).Should().Be(new ModelLoads(3, 2, 1, TimeSpan.FromSeconds(2.53)));

    [Test]
    public void A_log_without_loads_must_have_none() =>
        ModelLoads.Of("level=INFO msg=\"Listening on [::]:11434 (version 0.13.5)\"").Should().Be(new ModelLoads(0, 0, 0, null));
}
