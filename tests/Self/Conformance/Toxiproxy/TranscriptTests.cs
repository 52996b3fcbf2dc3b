using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Every recorded exchange with the API, to the order of headers and fields.</summary>
public sealed class TranscriptTests
{
    private static readonly string[] Files =
    [
        "00-version-routing", "01-proxy-create", "02-proxy-read-update-delete", "03-toxic-create", "04-toxic-read-update-delete", "05-populate", "06-reset", "08-odd-names",
    ];

    [TestCaseSource(nameof(Cases))]
    public void Answers_as_recorded(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var (expected, actual) = Replay.Of(exchange);

        if (exchange.KnownDifference is null || Target.Foreign is not null)
        {
            actual.Should().Be(expected, "of Transcripts/{0}.txt, exchange {1}", exchange.File, exchange.Number);
        }
        else
        {
            actual.Should().NotBe(expected, "this is a known difference ({0}); if it is gone, take it off the list", exchange.KnownDifference);
            (KnownDifferences.WithoutSlicer(exchange, expected) is { } instead ? actual == instead : actual.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal) && actual.Contains("invalid attribute of ", StringComparison.Ordinal))
                .Should().BeTrue("this is what is answered instead ({0}), and not: {1}", exchange.KnownDifference, actual);
        }
    }

    [Test]
    public void Every_known_difference_is_a_case()
    {
        var titles = Files.SelectMany(Exchange.Read).Select(exchange => $"{exchange.File[..2]} {exchange.Title}");
        KnownDifferences.All.Keys.Should().BeSubsetOf(titles);
        TestContext.Progress.WriteLine($"known differences of the fault proxy: {KnownDifferences.All.Count} exchanges, {KnownDifferences.Behaviour.Count} behaviours");
        foreach (var (what, why) in KnownDifferences.All.Concat(KnownDifferences.Behaviour))
        {
            TestContext.Out.WriteLine($"- {what}: {why}");
        }
    }

    [Test]
    public void The_number_of_known_differences_is_the_one_that_was_agreed() =>
        (KnownDifferences.All.Count, KnownDifferences.Behaviour.Count).Should().Be((8, 16), "a difference that comes or goes is a decision, not an accident");

    private static IEnumerable<TestCaseData> Cases() => Files.SelectMany(Exchange.Read).Select(exchange =>
    {
        var data = new TestCaseData(exchange).SetArgDisplayNames(exchange.ToString());
        return exchange.KnownDifference is null ? data : data.SetCategory("KnownDifference");
    });
}
