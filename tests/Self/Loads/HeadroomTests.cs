using Archiv.Tests.Load;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class HeadroomTests
{
    private const double MiB = 1024 * 1024;

    // 512 MiB, of which 119 were held: what the stand-in's second thousand questions grew by at most must be allowed, what a leak of a log line's size grows by must not.
    private static readonly Headroom Room = new(((0.9 * 512) - 119) * MiB, 45);

    [TestCase(6.232, true)]
    [TestCase(31, false)]
    public void Growth_must_be_judged_by_how_long_the_limit_is_away(double perThousand, bool none) =>
        (perThousand * MiB / 1000 <= Room.Growth(TimeSpan.FromHours(12))).Should().Be(none);

    [Test]
    public void The_growth_of_a_time_must_use_up_the_room_in_that_time() =>
        Room.Lasts(Room.Growth(TimeSpan.FromDays(30))).Should().Be("30 days");

    [TestCase(6.232, "20 hours")]
    [TestCase(1.086, "5 days")]
    [TestCase(0, "for ever")]
    [TestCase(-1, "for ever")]
    [TestCase(1e-9, "36500 days")]
    public void How_long_the_limit_is_away_must_be_said_in_words(double perThousand, string words) => Room.Lasts(perThousand * MiB / 1000).Should().Be(words);
}
