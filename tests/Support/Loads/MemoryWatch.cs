using System.Collections.Concurrent;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Stacks;
using Docker.DotNet;

namespace Archiv.Tests.Support.Loads;

/// <summary>Samples the memory of a stack's services until it is disposed: the model server's four times a second, everyone's once.</summary>
public sealed class MemoryWatch : IAsyncDisposable
{
    private const int ModelServerFirst = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<MemoryUse>> samples = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Stack stack;
    private readonly Task watching;

    /// <summary>Begins.</summary>
    public MemoryWatch(Stack stack)
    {
        this.stack = stack;
        watching = Task.Run(Watch);
    }

    /// <summary>The samples of a service in the order of time; empty where it never ran.</summary>
    public IReadOnlyList<MemoryUse> Of(string service) => samples.TryGetValue(service, out var taken) ? [.. taken] : [];

    /// <summary>The services that were seen.</summary>
    public IReadOnlyList<string> Services => [.. samples.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task Watch()
    {
        using var ticks = new PeriodicTimer(Interval);
        IReadOnlyDictionary<string, ServiceState> services = new Dictionary<string, ServiceState>();
        for (var tick = 0; !stop.IsCancellationRequested; tick++)
        {
            if (tick % ModelServerFirst == 0)
            {
                services = await stack.Services();
            }

            await Task.WhenAll(services.Values
                .Where(service => service.Status == "running" && (tick % ModelServerFirst == 0 || service.Service == stack.Profile.Ollama))
                .Select(Sample));
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
        try
        {
            if (await stack.Engine.Memory(service.Id) is { } use)
            {
                samples.GetOrAdd(service.Service, _ => []).Enqueue(use);
                if (service.Service == stack.Profile.Ollama)
                {
                    Run.Current.Sampled(new MemorySample(use.At, stack.Project, service.Service, use.Unreclaimable, use.Limit));
                }
            }
        }
        catch (DockerApiException)
        {
            // It ended between the list and the question.
        }
    }
}
