using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Listens from the start to what the engine says of a container: it remembers only the last 256 events of all of them.</summary>
internal sealed class ContainerEvents : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly Task _listening;

    public ContainerEvents(DockerClient engine, string container, DateTimeOffset since)
        => _listening = engine.System.MonitorEventsAsync(
            new ContainerEventsParameters
            {
                Since = since.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["container"] = new Dictionary<string, bool> { [container] = true } },
            },
            new Actions(_seen),
            _end.Token);

    public IReadOnlyCollection<string> Seen => _seen;

    public Task UntilAsync(string action) => Poll.UntilAsync(() => _seen.Contains(action), TimeSpan.FromSeconds(20), () => string.Join(' ', _seen));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private sealed class Actions(ConcurrentQueue<string> seen) : IProgress<Message>
    {
        public void Report(Message value) => seen.Enqueue(value.Action);
    }
}
