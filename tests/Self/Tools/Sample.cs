using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Self.Tools;

/// <summary>Verdicts, rows and reports as the tests of the command line need them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset At = new(2026, 11, 21, 10, 15, 0, TimeSpan.Zero);

    public static Verdict Verdict(string row, Kind kind, Outcome outcome, string reason = "because", string? evidence = null) =>
        new(row, kind, "a test", outcome, reason, "this", "that", "ollama-1", At, At.AddSeconds(1), 1.5, 0, evidence, evidence is null ? null : $"{evidence}/moment.log");

    public static RowResult Row(string id, RowStatus status, string reason = "because") =>
        new(id, status, reason, Catalogue.Row(id).Promise, Catalogue.Row(id).Kinds, [$"evidence/{id}"], "this", "that", "ollama-1", At, $"evidence/{id}/moment.log", 1.5);

    public static Report Report(params RowResult[] rows) => Report(false, rows);

    public static Report Report(bool interrupted, params RowResult[] rows) => Tests.Tools.Reporting.Report.Of(
        new RunHead(
            "20261121-101500-1", "0123456789abcdef", true, "standin", "compose-under-test/docker-compose.prod.yml", "00ff",
            [new ImageUsed("archiv.local/ollama/ollama:0.13.5", "sha256:00", true), new ImageUsed("absent", null, false)],
            HostUsed.This, "20.10.24", At, 120, 60, 2, "scripts/verify --profile standin", interrupted),
        rows);
}
