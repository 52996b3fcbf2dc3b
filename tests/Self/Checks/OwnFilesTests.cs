using Archiv.Tests.Support;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>What we ask of others we keep.</summary>
public sealed class OwnFilesTests
{
    private static readonly string Production = Path.Combine(Repository.ComposeUnderTest, "docker-compose.prod.yml");

    private static IEnumerable<string> Overlays => Directory.EnumerateFiles(Repository.ComposeUnderTest, "*.yml", SearchOption.AllDirectories)
        .Where(file => file != Production).Select(file => Path.GetRelativePath(Repository.ComposeUnderTest, file)).Order(StringComparer.Ordinal);

    [Test]
    public void The_production_file_must_have_no_finding() => Judge([Production]);

    [TestCaseSource(nameof(Overlays))]
    public void The_production_file_with_an_overlay_must_have_no_finding(string overlay)
    {
        var file = Path.Combine(Repository.ComposeUnderTest, overlay);

        // The file for developers stands alone: it extends what it needs.
        Judge(overlay.Contains(".dev.", StringComparison.Ordinal) ? [file] : [Production, file]);
    }

    private static void Judge(string[] files)
    {
        var settings = Profile.Load("standin").Settings.Concat(EnvFile.Read(Path.Combine(Repository.ComposeUnderTest, ".env.example")))
            .Where(setting => setting.Value.Length > 0).GroupBy(setting => setting.Key).ToDictionary(group => group.Key, group => group.Last().Value);

        var report = Checker.Check(files, settings, Repository.Root);

        report.Findings.Where(finding => finding.Severity == Severity.Finding).Select(finding => $"{finding.File}:{finding.Line} {finding.Rule} {finding.Service}: {finding.Message}").Should().BeEmpty();
        report.Silenced.Should().OnlyContain(silenced => silenced.Reason.Length >= 20 && silenced.Findings > 0);
    }
}
