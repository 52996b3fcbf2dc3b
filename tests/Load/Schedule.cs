namespace Archiv.Tests.Load;

/// <summary>A request as it was sent.</summary>
/// <param name="Number">Which of its load, counted from 0.</param>
/// <param name="Began">Seconds since the load did.</param>
/// <param name="Elapsed">Seconds from then to the last byte.</param>
/// <param name="Status">Status code, 0 where no answer came.</param>
/// <param name="Proper">Its body was what its status promises.</param>
internal sealed record Request(int Number, double Began, double Elapsed, int Status, bool Proper);

/// <summary>When the requests of a load were due, and how late they began.</summary>
/// <remarks>
/// NBomber does not promise where in its interval a request begins. So a phase has an offset, up to one interval: that of its most punctual request.
/// Whatever began later than that was late.
/// </remarks>
internal static class Schedule
{
    /// <summary>The requests with their due times, in the order of these.</summary>
    /// <param name="phases">The plan.</param>
    /// <param name="requests">What was sent.</param>
    public static IReadOnlyList<Sample> Of(IReadOnlyList<Phase> phases, IReadOnlyCollection<Request> requests)
    {
        List<Sample> samples = [];
        var (first, begin) = (0, 0.0);
        var byPhase = requests.OrderBy(request => request.Number).ToLookup(request => PhaseOf(phases, request.Number));
        foreach (var (index, phase) in phases.Index())
        {
            var own = byPhase[index].ToList();
            var offset = Math.Clamp(own.Select(request => request.Began - Planned(request)).DefaultIfEmpty().Min(), 0, phase.Whole.Interval.TotalSeconds);
            samples.AddRange(own.Select(request =>
            {
                var due = Planned(request) + offset;
                var late = Math.Max(0, request.Began - due);
                return new Sample(due, late, late + request.Elapsed, request.Status) { Number = request.Number, Proper = request.Proper };
            }));
            (first, begin) = (first + phase.Arrivals, begin + phase.During.TotalSeconds);

            double Planned(Request request) => begin + ((request.Number - first) / phase.Injected);
        }

        return samples;
    }

    /// <summary>The phase whose first request it is; null for any other.</summary>
    /// <param name="phases">The plan.</param>
    /// <param name="number">Of the request.</param>
    public static Phase? Begins(IReadOnlyList<Phase> phases, int number) =>
        number == 0 || PhaseOf(phases, number) != PhaseOf(phases, number - 1) ? phases[PhaseOf(phases, number)] : null;

    /// <summary>The phase to which a request belongs, by its place; more than planned belong to the last.</summary>
    /// <param name="phases">The plan.</param>
    /// <param name="number">Of the request.</param>
    public static int PhaseOf(IReadOnlyList<Phase> phases, int number)
    {
        var index = 0;
        while (index < phases.Count - 1 && number >= phases[index].Arrivals)
        {
            number -= phases[index++].Arrivals;
        }

        return index;
    }
}
