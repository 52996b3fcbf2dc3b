using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>Every finding that a sample should have is there, and no other. UPDATE_FINDINGS=1 writes the expected files anew, for review.</summary>
public sealed class SampleFindingsTests
{
    private static IEnumerable<string> Names => SampleFile.All.Select(sample => sample.Name);

    [TestCaseSource(nameof(Names))]
    public void A_sample_must_have_exactly_the_findings_that_are_checked_in(string name)
    {
        var sample = SampleFile.All.Single(known => known.Name == name);

        var found = SampleFile.Lines(sample.Check());

        if (Environment.GetEnvironmentVariable("UPDATE_FINDINGS") == "1")
        {
            File.WriteAllText(sample.Expected, found);
        }

        found.Should().Be(File.ReadAllText(sample.Expected));
    }

    [Test]
    public void The_corpus_must_have_at_least_25_samples() => SampleFile.All.Should().HaveCountGreaterThanOrEqualTo(25);
}
