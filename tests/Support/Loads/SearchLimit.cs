using System.Globalization;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules.Rows;

namespace Archiv.Tests.Support.Loads;

/// <summary>Within which time a search ends as its caller sees it: what the operator set, and never more than the promise.</summary>
public static class SearchLimit
{
    private const double Promised = 60;

    // For the way: proxy, backend and their network.
    private const double Tolerance = 2;

    /// <summary>Seconds. When the backend has no timeout that can be read, the row is unknown.</summary>
    /// <param name="model">The resolved files.</param>
    /// <param name="profile">Names the backend.</param>
    public static double Of(ComposeModel model, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(profile);
        var timeouts = TimeoutIsOneSetting.Timeouts(model.Services.GetValueOrDefault(profile.Backend)).Values.Distinct().ToList();
        if (timeouts is not [var only] || !double.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds <= 0)
        {
            Unjudged.Because($"'{profile.Backend}' has no one timeout in whole seconds for the model server ({string.Join(", ", timeouts.DefaultIfEmpty("none"))}), so nobody knows when a search is late");
            throw new InvalidOperationException();
        }

        return Math.Min(seconds, Promised) + Tolerance;
    }
}
