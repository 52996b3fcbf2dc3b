using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>What happened when: stacks, faults, what the engine did with their containers, and requests. Rows have their own times.</summary>
/// <param name="Events">In the order of time.</param>
/// <param name="Requests">In the order of time; of very many every n-th, and each that failed.</param>
/// <param name="RequestsInAll">How many there were.</param>
internal sealed record Timeline(IReadOnlyList<RunEvent> Events, IReadOnlyList<RequestSeen> Requests, int RequestsInAll)
{
    private const int Most = 2000;

    /// <summary>Not more of them than a page can draw, in the order of time; one that failed is never left out.</summary>
    public static IReadOnlyList<RequestSeen> Thinned(IReadOnlyList<RequestSeen> requests)
    {
        var failed = requests.Count(request => request.Failed);
        // At least one in all, however many failed.
        var every = Math.Max(1, (int)Math.Ceiling((requests.Count - failed) / (double)Math.Max(1, Most - failed)));
        var answered = 0;
        return [.. requests.Where(request => request.Failed || answered++ % every == 0)];
    }
}
