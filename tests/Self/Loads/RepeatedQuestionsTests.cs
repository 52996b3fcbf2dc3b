using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class RepeatedQuestionsTests
{
    [TestCase(1)]
    [TestCase(33)]
    [TestCase(50)]
    [TestCase(100)]
    public void Of_a_hundred_questions_as_many_must_come_again_as_the_profile_says(int percent)
    {
        var mix = new RepeatedQuestions(["a", "b", "c"], percent);

        Enumerable.Range(0, 100).Count(number => mix.Of(number) is not null).Should().Be(percent);
    }

    [Test]
    public void They_must_be_spread_evenly_and_in_turn()
    {
        var mix = new RepeatedQuestions(["a", "b", "c"], 50);

        Enumerable.Range(0, 8).Select(mix.Of).Should().Equal(0, null, 1, null, 2, null, 0, null);
    }
}
