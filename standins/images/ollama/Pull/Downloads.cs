using Ollama.Store;

namespace Ollama.Pull;

/// <summary>The downloads under way. Who asks for the same blob shares one; it ends when the last of them leaves.</summary>
internal sealed class Downloads
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shared> _running = [];

    /// <summary>Fetches a blob, or waits for the one who does.</summary>
    /// <param name="registry">Where it comes from.</param>
    /// <param name="layer">What is fetched.</param>
    /// <param name="path">Its file.</param>
    /// <param name="watch">Tells the caller's own caller how far it is until the task ends.</param>
    /// <param name="gone">The caller leaves.</param>
    /// <returns>False when the blob was there already.</returns>
    public async Task<bool> FetchAsync(Registry registry, Layer layer, string path, Func<BlobDownload, Task, Task> watch, CancellationToken gone)
    {
        Shared? shared;
        while ((shared = Join(registry, layer, path)) is { Ended.IsCancellationRequested: true })
        {
            // Its last caller has just left: its notes are not complete yet.
            await shared.Work.WaitAsync(gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            gone.ThrowIfCancellationRequested();
        }

        if (shared is null)
        {
            return false;
        }

        try
        {
            await shared.Prepared.WaitAsync(gone);
            await watch(shared.Download, shared.Work);
            return true;
        }
        finally
        {
            Leave(layer.Digest, shared);
        }
    }

    private Shared? Join(Registry registry, Layer layer, string path)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(layer.Digest, out Shared? shared))
            {
                shared.Callers++;
                return shared;
            }

            return File.Exists(path) ? null : _running[layer.Digest] = new Shared(new BlobDownload(registry, layer, path));
        }
    }

    private void Leave(string digest, Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Callers > 0)
            {
                return;
            }

            if (shared.Work.IsCompleted)
            {
                _running.Remove(digest);
                return;
            }

            shared.Ended.Cancel();
            _ = shared.Work.ContinueWith(_ => Forget(digest), TaskScheduler.Default);
        }
    }

    private void Forget(string digest)
    {
        lock (_gate)
        {
            _running.Remove(digest);
        }
    }

    private sealed class Shared
    {
        public Shared(BlobDownload download)
        {
            Download = download;
            Prepared = download.PrepareAsync(Ended.Token);
            Work = WorkAsync();
        }

        public BlobDownload Download { get; }

        public Task Prepared { get; }

        public Task Work { get; }

        public CancellationTokenSource Ended { get; } = new();

        public int Callers { get; set; } = 1;

        private async Task WorkAsync()
        {
            await Prepared;
            await Download.RunAsync(Ended.Token);
        }
    }
}
