using Archiv.Tests.Support.Evidence;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

/// <summary>Who left by himself, and whom the stack kept waiting.</summary>
public sealed class RequestSeenTests
{
    [TestCase("search", true, 3_000, true)]
    [TestCase("search", true, 67_000, false)]
    [TestCase("search", false, 3_000, false)]
    [TestCase("keyword", true, 10_000, false)]
    [TestCase("health", true, 10_000, false)]
    public void Only_a_search_may_be_left_before_its_time(string what, bool hungUp, double milliseconds, bool impatient) =>
        new RequestSeen(DateTimeOffset.UnixEpoch, "", what, 0, milliseconds, hungUp).Impatient.Should().Be(impatient);
}
