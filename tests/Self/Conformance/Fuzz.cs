using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance;

/// <summary>Long runs of odd requests are for the night: <c>ARCHIV_NIGHTLY=1 scripts/test</c>.</summary>
internal static class Fuzz
{
    private const int ShortRun = 2_000;

    /// <summary>Leaves a long run out by day.</summary>
    /// <param name="requests">How many requests the run makes.</param>
    public static void NeedsTheNight(int requests)
    {
        if (requests > ShortRun && Environment.GetEnvironmentVariable("ARCHIV_NIGHTLY") is not { Length: > 0 })
        {
            Assert.Ignore("A long run: set ARCHIV_NIGHTLY=1.");
        }
    }
}
