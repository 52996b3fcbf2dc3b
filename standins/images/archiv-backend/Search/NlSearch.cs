using System.Diagnostics;
using Archiv.Backend.Cache;
using Archiv.Backend.Documents;
using Archiv.Backend.Metrics;
using Archiv.Backend.Model;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Search;

/// <summary>
/// A question in German becomes filters, the filters become documents, all under one deadline: waiting for a turn, loading, connecting,
/// the whole body of the answer and the database count together. A read timeout would let a dripping answer go on for ever.
/// </summary>
internal sealed class NlSearch(
    ModelInUse model, ModelReadiness readiness, Bulkhead bulkhead, Extraction extraction, FilterCache cache, DocumentStore documents,
    BackendSettings settings, BackendMetrics metrics, TimeProvider clock)
{
    /// <exception cref="Unavailable">There is no result; says why.</exception>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task<SearchAnswer> FindAsync(Question question, CancellationToken caller)
    {
        var began = clock.GetTimestamp();
        for (var retries = settings.OllamaRetries; ; retries--)
        {
            var each = settings.DeadlineScope == DeadlineScope.Attempt;
            using var deadline = Deadline.Begin(
                each ? settings.SearchDeadline : settings.SearchDeadline - clock.GetElapsedTime(began), settings.DeadlineScope == DeadlineScope.Read, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, deadline.Token);
            try
            {
                var answer = await FindInTimeAsync(question, either.Token);
                metrics.Searches.Add(1, answer.Cached ? "result=\"cached\"" : "result=\"answered\"");
                return answer;
            }
            catch (Exception failed) when (retries > 0 && !caller.IsCancellationRequested && (deadline.Passed ? each : failed is ModelFailure))
            {
            }
            catch (Exception failed)
            {
                var end = caller.IsCancellationRequested ? null : AsUnavailable(failed, deadline.Passed);
                metrics.Searches.Add(1, $"result=\"{end?.Reason ?? "abandoned"}\"");
                if (end is null)
                {
                    throw;
                }
                throw end;
            }
        }
    }

    private static Unavailable? AsUnavailable(Exception failed, bool tooLate) => failed switch
    {
        Unavailable known => known,
        _ when tooLate => Unavailable.TooLate(),
        ModelFailure broken => Unavailable.Model(broken.Reason, broken),
        _ when DatabaseTrouble.Is(failed) => Unavailable.Database(failed),
        _ => null,
    };

    private async Task<SearchAnswer> FindInTimeAsync(Question question, CancellationToken cancelled)
    {
        var began = Stopwatch.GetTimestamp();
        var name = model.Name;
        var key = question.CacheKey(name);
        var known = await cache.GetAsync(key, cancelled);
        var (filters, modelTime, load) = known is not null ? (known, default, default) : await AskAsync(question, name, key, cancelled);
        var asked = Stopwatch.GetTimestamp();
        var page = await documents.FindAsync(DocumentQuery.For(filters), cancelled);
        var timings = new SearchTimings(
            Milliseconds(Stopwatch.GetElapsedTime(began)), Milliseconds(modelTime), Milliseconds(load), Milliseconds(Stopwatch.GetElapsedTime(asked)));
        return new(question.Text, filters, page.Documents, page.Total, known is not null, timings);
    }

    private async Task<(Filters Filters, TimeSpan Model, TimeSpan Load)> AskAsync(Question question, string name, string key, CancellationToken cancelled)
    {
        await readiness.KnockAsync(cancelled);
        using var turn = await bulkhead.EnterAsync(cancelled) ?? throw Unavailable.Overloaded();
        var began = Stopwatch.GetTimestamp();
        await readiness.WaitUntilLoadedAsync(cancelled);
        var waited = Stopwatch.GetElapsedTime(began);
        var (filters, load) = await extraction.AskAsync(question, name, cancelled);
        await cache.SetAsync(key, filters, cancelled);
        return (filters, Stopwatch.GetElapsedTime(began), waited + load);
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
