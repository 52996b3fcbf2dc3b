using System.ComponentModel;
using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>The Compose command is the truth about what a file means; where this machine has none, these tests say so.</summary>
public sealed class SameReadingTests
{
    private static IEnumerable<TestCaseData<ReadingSample>> Samples =>
        ReadingSample.All.Select(sample => new TestCaseData<ReadingSample>(sample).SetArgDisplayNames(sample.Name));

    [OneTimeSetUp]
    public void Compose_is_needed()
    {
        try
        {
            ComposeCli.Resolve(ReadingSample.Of("anker").Files, new Dictionary<string, string>());
        }
        catch (Exception error) when (error is ComposeException or Win32Exception)
        {
            Machine.Lacks($"no Compose command answers here ({error.Message}), so our reading is compared with nothing; scripts/setup installs one");
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void Our_reading_must_be_that_of_Compose(ReadingSample sample)
    {
        string? refusal = null;
        ComposeModel? theirs = null;
        try
        {
            theirs = ComposeCli.Resolve(sample.Files, sample.Variables);
        }
        catch (ComposeException error)
        {
            refusal = error.Message;
        }

        if (theirs is null && sample.Newer is { } newer)
        {
            refusal.Should().Contain(newer, "only for this key is the sample not compared");
            sample.Invoking(files => files.Read()).Should().NotThrow();
            return;
        }

        if (theirs is null)
        {
            sample.Invoking(files => files.Read()).Should().Throw<ComposeSyntaxException>("Compose says: {0}", refusal);
            return;
        }

        Canonical.Of(sample.Read().Model.Root).Should().Be(Canonical.Of(theirs.Root));
    }

    [Test]
    public void The_corpus_must_hold_at_least_25_samples_that_Compose_accepts_and_25_that_it_refuses()
    {
        var refused = ReadingSample.Refused.Count();

        refused.Should().BeGreaterThanOrEqualTo(25);
        Directory.EnumerateDirectories(Path.Combine(Support.Repository.Root, "tests", "Self", "Checks", "Reading", "Samples"))
            .Should().HaveCountGreaterThanOrEqualTo(refused + 20);
    }
}
