using Archiv.Tests.Load;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class PhaseTests
{
    [TestCase(50, 4, 50, 1, 200)]
    [TestCase(0.75, 16, 3, 4, 12)]
    [TestCase(1.35, 8, 4, 3, 11)]
    [TestCase(0.033, 1800, 1, 30, 60)]
    public void A_rate_must_be_injected_in_whole_requests_and_seconds(double perSecond, int seconds, int rate, int interval, int arrivals)
    {
        var phase = new Phase(perSecond, TimeSpan.FromSeconds(seconds));

        phase.Whole.Should().Be((rate, TimeSpan.FromSeconds(interval)));
        phase.Arrivals.Should().Be(arrivals);
        phase.Injected.Should().BeApproximately(perSecond, 0.02 * perSecond);
    }

    [Test]
    public void A_rate_below_one_in_the_whole_phase_must_still_send_one() =>
        new Phase(0.01, TimeSpan.FromSeconds(8)).Arrivals.Should().Be(1);
}
