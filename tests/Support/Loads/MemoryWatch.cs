using System.Collections.Concurrent;
using System.Diagnostics;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Loads;

/// <summary>Samples the memory of a stack's services until it is disposed: the model server's, read inside it, at least four times a second (guarantee A6.6), everyone else's once.</summary>
public sealed class MemoryWatch : IAsyncDisposable
{
    private const double LeastPerSecond = 4;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);
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

    private async Task Watch()
    {
        var modelServer = Every(Again, () => listed.TryGetValue(stack.Profile.Ollama, out var service) && service.Status == "running" ? Follow(service) : Task.CompletedTask);
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
            Add(service.Service, use);
        }
    }

    private async Task Follow(ServiceState service)
    {
        List<string> block = [];
        await stack.Engine.Listen(
            service.Id,
            line =>
            {
                block.Add(line);
                if (line.Length > 0)
                {
                    return;
                }

                if (MemoryUse.Of(TimeProvider.System.GetUtcNow(), block) is { } use)
                {
                    Add(service.Service, use);
                    Run.Current.Sampled(new MemorySample(use.At, stack.Project, service.Service, use.Anonymous, use.Limit, MemorySample.Anonymous));
                }

                block.Clear();
            },
            stop.Token,
            "sh",
            "-c",
            MemoryUse.Script);
        if (block.Count > 0)
        {
            trouble = string.Join(' ', block);
        }
    }

    private void Add(string service, MemoryUse use) => samples.GetOrAdd(service, _ => []).Enqueue((Stopwatch.GetTimestamp(), use));
}
