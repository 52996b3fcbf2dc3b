using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class QuantileTests
{
    [TestCase(0.0, 1)]
    [TestCase(0.2, 1)]
    [TestCase(0.21, 2)]
    [TestCase(0.5, 3)]
    [TestCase(0.99, 5)]
    [TestCase(1.0, 5)]
    public void A_quantile_must_be_the_smallest_value_that_this_share_does_not_exceed(double share, double expected) =>
        Quantile.Of([5, 3, 1, 4, 2], share).Should().Be(expected);

    [Test]
    public void Of_nothing_there_must_be_no_quantile() => Quantile.Median([]).Should().Be(double.NaN);
}
