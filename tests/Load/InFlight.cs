namespace Archiv.Tests.Load;

/// <summary>Requests that were under way while something lasted.</summary>
/// <param name="Count">How many of them.</param>
/// <param name="Least">The fewest at any moment of it.</param>
internal sealed record InFlight(int Count, int Least)
{
    // From an answer until its caller has sent the next one: no time without a caller, while one who stays away is missed.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Counts them.</summary>
    /// <param name="requests">When each was sent, and how long it took.</param>
    /// <param name="began">When it began.</param>
    /// <param name="ended">When it was over.</param>
    public static InFlight Of(IEnumerable<(DateTimeOffset At, TimeSpan Elapsed)> requests, DateTimeOffset began, DateTimeOffset ended)
    {
        var all = requests.Select(request => (From: request.At, To: request.At + request.Elapsed)).ToList();
        // There can be fewer than before only where it begins and where one is missing.
        var moments = all.Select(request => request.To + Between).Where(moment => moment > began && moment <= ended).Append(began);
        return new(
            all.Count(request => request.From <= ended && request.To >= began),
            moments.Min(moment => all.Count(request => request.From <= moment && moment < request.To + Between)));
    }

    /// <summary>For a report.</summary>
    public override string ToString() => $"{Count} under way meanwhile, never fewer than {Least} at a time";
}
