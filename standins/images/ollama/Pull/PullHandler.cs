using System.Net.Sockets;
using Ollama.Server;
using Ollama.Store;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Pull;

/// <summary><c>POST /api/pull</c>.</summary>
internal sealed class PullHandler(ModelStore store, bool keepOldBlobs)
{
    private const string Lines = "application/x-ndjson";
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(60);
    private static readonly Field[] Fields =
    [
        new("model", FieldKind.Text), new("name", FieldKind.Text), new("insecure", FieldKind.Flag, "bool"), new("stream", FieldKind.Flag, "bool"),
        new("username", FieldKind.Text), new("password", FieldKind.Text),
    ];

    private readonly Downloads _downloads = new();

    public async Task PullAsync(Exchange exchange)
    {
        RequestBinder request = RequestBinder.Bind(await exchange.ReadBodyAsync(), "PullRequest", Fields);
        string text = request.Text("model") is { Length: > 0 } m ? m : request.Text("name");
        ModelName name = ModelName.Parse(text) ?? throw new ApiException(400, "invalid model name");
        if (request.Flag("stream", true))
        {
            await PullAsync(name, request.Flag("insecure"), line => exchange.StreamAsync(Lines, line + "\n"), exchange.Gone);
            await exchange.EndStreamAsync();
            return;
        }

        try
        {
            await PullAsync(name, request.Flag("insecure"), _ => Task.CompletedTask, exchange.Gone);
            await exchange.JsonAsync(200, JsonText.Of(("status", "success")), "application/json");
        }
        catch (Exception e) when (e is ApiException or DialException)
        {
            await exchange.JsonAsync(500, JsonText.Error(e.Message), "application/json");
        }
    }

    private async Task PullAsync(ModelName name, bool insecure, Func<string, Task> tell, CancellationToken gone)
    {
        try
        {
            await tell(Status("pulling manifest"));
            var registry = new Registry(name, insecure);
            byte[] text = await registry.ManifestAsync(gone);
            Manifest manifest = Manifest.Parse(text);
            List<Layer> fresh = [];
            foreach (Layer layer in manifest.All)
            {
                if (await FetchAsync(registry, layer, tell, gone))
                {
                    fresh.Add(layer);
                }
            }

            await tell(Status("verifying sha256 digest"));
            fresh.ForEach(layer => BlobDownload.Verify(layer, store.BlobPath(layer)));
            await tell(Status("writing manifest"));
            Manifest? old = store.Find(name)?.Manifest;
            store.Write(name, text);
            if (old is not null && !keepOldBlobs)
            {
                store.RemoveUnused(old);
            }

            await tell(Status("success"));
        }
        catch (Exception e) when (e is DialException or JsonException)
        {
            throw new ApiException(500, e.Message);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException { InnerException: not SocketException })
        {
            throw new ApiException(500, FileErrors.Text(e));
        }
    }

    /// <returns>False when the blob was there already.</returns>
    private async Task<bool> FetchAsync(Registry registry, Layer layer, Func<string, Task> tell, CancellationToken gone)
    {
        string path = store.BlobPath(layer);
        if (await _downloads.FetchAsync(registry, layer, path, (download, work) => WatchAsync(download, work, layer, tell, gone), gone))
        {
            return true;
        }

        long size = new FileInfo(path).Length;
        await tell(Progress(layer, size, size));
        return false;
    }

    private static async Task WatchAsync(BlobDownload download, Task work, Layer layer, Func<string, Task> tell, CancellationToken gone)
    {
        while (await Task.WhenAny(work, Task.Delay(ProgressEvery, gone)) != work)
        {
            gone.ThrowIfCancellationRequested();
            await tell(Progress(layer, download.Total, download.Completed));
        }

        await work;
        await tell(Progress(layer, download.Total, download.Total));
    }

    private static string Status(string status) => JsonText.Of(("status", status));

    private static string Progress(Layer layer, long total, long completed)
    {
        JsonText json = new JsonText().Open().Str("status", "pulling " + layer.ShortDigest).Str("digest", layer.Digest);
        json = total > 0 ? json.Num("total", total) : json;
        return (completed > 0 ? json.Num("completed", completed) : json).Close().ToString();
    }
}
