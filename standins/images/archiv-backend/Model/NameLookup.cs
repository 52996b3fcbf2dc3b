using System.Net;

namespace Archiv.Backend.Model;

/// <summary>
/// Resolves one name without holding its callers: an absent name on an internal Docker network can keep getaddrinfo busy for over
/// 10 s, and it cannot be cancelled. So one lookup runs at a time, on a thread of its own, and callers only wait as long as they like.
/// Nothing is remembered: each connection asks again, because containers change their address.
/// </summary>
internal sealed class NameLookup(Func<string, IPAddress[]> resolve)
{
    private readonly Lock gate = new();
    private Task<IPAddress[]>? running;

    public NameLookup()
        : this(Dns.GetHostAddresses)
    {
    }

    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancelled)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return Task.FromResult<IPAddress[]>([address]);
        }
        lock (gate)
        {
            if (running is null || running.IsCompleted)
            {
                running = Task.Factory.StartNew(() => resolve(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                // Nobody may be waiting any more when it fails.
                running.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
            return running.WaitAsync(cancelled);
        }
    }
}
