using Archiv.Tests.Load;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class InFlightTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 15, 0, TimeSpan.Zero);

    // From second 10 to 20; each request by its first and last second.
    [TestCase(5, 2, "4-12 12.2-19 19.1-25", "8-15 15.3-22", TestName = "One after the other by two callers must be two at any moment")]
    [TestCase(5, 1, "4-12 12.2-19 19.1-25", "8-13 15.3-22", TestName = "A caller who comes late must be missed")]
    [TestCase(3, 1, "4-12 12.2-25", "8-14", TestName = "A caller who stays away must be missed")]
    [TestCase(2, 1, "4-25", "11-22", TestName = "A caller who comes after the begin must be missed")]
    [TestCase(0, 0, "4-9", "21-25", TestName = "Who left before or came afterwards must not count")]
    public void Requests_must_be_counted_while_something_lasts(int count, int least, string one, string other) => InFlight
        .Of(Requests($"{one} {other}"), At.AddSeconds(10), At.AddSeconds(20)).Should().Be(new InFlight(count, least));

    private static IEnumerable<(DateTimeOffset, TimeSpan)> Requests(string seconds) =>
        from request in seconds.Split(' ')
        let ends = request.Split('-').Select(second => double.Parse(second, System.Globalization.CultureInfo.InvariantCulture)).ToArray()
        select (At.AddSeconds(ends[0]), TimeSpan.FromSeconds(ends[1] - ends[0]));
}
