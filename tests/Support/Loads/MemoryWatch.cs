using System.Collections.Concurrent;
using System.Diagnostics;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Loads;

/// <summary>Samples the memory of a stack's services until it is disposed: the model server's is asked for four times a second, everyone's once; an engine of 20.10 answers once a second.</summary>
public sealed class MemoryWatch : IAsyncDisposable
{
    // An engine of 20.10 measures once a second, however often it is asked; with half of that, peaks between the samples go unseen more often than not.
    private const double LeastPerSecond = 0.5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Everyone = TimeSpan.FromSeconds(1);

    // A busy engine answers late; in a longer stretch without a sample a peak could go unseen.
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestSample = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<(long Clock, MemoryUse Use)>> samples = [];
    private readonly CancellationTokenSource stop = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly Stack stack;
    private readonly Task watching;
    private volatile string? trouble;
    private volatile IReadOnlyDictionary<string, ServiceState> listed = new Dictionary<string, ServiceState>();

    /// <summary>Begins.</summary>
    public MemoryWatch(Stack stack)
    {
        this.stack = stack;
        watching = Task.Run(Watch);
    }

    /// <summary>The samples of a service in the order of time; empty where it never ran.</summary>
    public IReadOnlyList<MemoryUse> Of(string service) => [.. Taken(service).Select(sample => sample.Use)];

    /// <summary>Ends the test as unknown when the service was out of sight for a while since the watch began: a peak may have gone unseen.</summary>
    public void MustBeWhole(string service)
    {
        long[] seen = [began, .. Taken(service).Select(sample => sample.Clock), Stopwatch.GetTimestamp()];
        var gap = seen.Zip(seen.Skip(1), Stopwatch.GetElapsedTime).Max();
        if (gap > LongestGap)
        {
            Unjudged.Because($"the memory of '{service}' was out of sight for {gap.TotalSeconds:0} s{(trouble is null ? "" : $" (the last trouble with the engine: {trouble})")}");
        }
    }

    /// <summary>How often the model server was sampled; when that was much less than meant, the row is unknown.</summary>
    /// <returns>Samples a second.</returns>
    public double ModelServerPerSecond()
    {
        var rate = Taken(stack.Profile.Ollama).Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (rate < LeastPerSecond)
        {
            Unjudged.Because($"the model server's memory was sampled {rate:0.0} times a second, {LeastPerSecond} at least: keep the machine free of other work");
        }

        return rate;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private ConcurrentQueue<(long Clock, MemoryUse Use)> Taken(string service) => samples.TryGetValue(service, out var taken) ? taken : [];

    // A list of all services and a look at each takes a busy engine longer than the model server's interval, so the two go on apart.
    private async Task Watch()
    {
        var modelServer = Every(Interval, () => listed.TryGetValue(stack.Profile.Ollama, out var service) && service.Status == "running" ? Sample(service) : Task.CompletedTask);
        await Every(Everyone, async () =>
        {
            listed = await stack.Services();
            await Task.WhenAll(listed.Values.Where(service => service.Status == "running" && service.Service != stack.Profile.Ollama).Select(Sample));
        });
        await modelServer;
    }

    private async Task Every(TimeSpan interval, Func<Task> look)
    {
        using var ticks = new PeriodicTimer(interval);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await look();
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                // A container that ended meanwhile, or an engine that does not answer: the next tick asks again, and the gap is judged.
                trouble = failed.Message;
            }

            try
            {
                await ticks.WaitForNextTickAsync(stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Sample(ServiceState service)
    {
        if (await stack.Engine.Memory(service.Id).WaitAsync(LongestSample) is { } use)
        {
            samples.GetOrAdd(service.Service, _ => []).Enqueue((Stopwatch.GetTimestamp(), use));
            if (service.Service == stack.Profile.Ollama)
            {
                Run.Current.Sampled(new MemorySample(use.At, stack.Project, service.Service, use.Anonymous, use.Limit, MemorySample.Anonymous));
            }
        }
    }
}
