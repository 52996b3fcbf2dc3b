using System.Collections.Concurrent;
using System.Globalization;

namespace Archiv.Tests.Support.Traffic;

/// <summary>
/// Whether a load of the open model kept its rate, as the scenario itself sees it. NBomber's statistics do not tell: a generator that falls behind
/// shows up there as latency, or as fewer samples. A load row whose pace was not kept is unknown.
/// </summary>
/// <param name="rate">Iterations per interval, as given to <c>Simulation.Inject</c>.</param>
/// <param name="interval">Likewise.</param>
/// <param name="during">Likewise.</param>
public sealed class Pace(int rate, TimeSpan interval, TimeSpan during)
{
    private readonly ConcurrentQueue<TimeSpan> _starts = [];

    /// <summary>How many iterations there should have been.</summary>
    public int Planned { get; } = (int)Math.Ceiling((rate * (during / interval)) - 1e-6);

    /// <summary>How many there were.</summary>
    public int Started => _starts.Count;

    /// <summary>The longest time by which an iteration began after its place in an even plan; zero when none did.</summary>
    public TimeSpan Behind => _starts.Order().Select((start, n) => start - (interval * n / rate)).Append(TimeSpan.Zero).Max();

    /// <summary>To be called first thing in the scenario, in its load, not in its warm-up.</summary>
    /// <param name="timer">The context's <c>GetScenarioTimerTime()</c>.</param>
    public void Note(TimeSpan timer) => _starts.Enqueue(timer);

    /// <summary>Why nothing can be said about the system under load, or null when the pace was kept.</summary>
    /// <param name="tolerance">How late an iteration may begin. An interval is added: the original does not spread iterations evenly within it.</param>
    public string? Problem(TimeSpan tolerance) =>
        Started < Planned ? string.Create(CultureInfo.InvariantCulture, $"the load generator started {Started} of {Planned} iterations")
        : Behind > tolerance + interval ? string.Create(CultureInfo.InvariantCulture, $"the load generator fell {Behind.TotalSeconds:0.0} s behind its rate")
        : null;
}
