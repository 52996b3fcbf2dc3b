using System.Net.Sockets;
using System.Security.Cryptography;
using Ollama.Go;
using Ollama.Http;
using Ollama.Server;
using Ollama.Store;
using Standins.Golang.Json;

namespace Ollama.Pull;

internal sealed record Part(int Number, long Offset, long Size, long Completed);

/// <summary>
/// One blob: asked for in parts, written to a file of full size that carries another name until it is complete. What parts have got is
/// remembered beside it, so that a pull which was broken off goes on with the rest.
/// </summary>
internal sealed class BlobDownload(Registry registry, Layer layer, string target)
{
    private const int MaxParts = 16, Tries = 6;
    private const long SmallestPart = 100_000_000, LargestPart = 1_000_000_000;
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromSeconds(10);
    private long _completed;

    public long Total { get; private set; }

    public long Completed => Math.Min(Total, Interlocked.Read(ref _completed));

    private string Partial => target + "-partial";

    public async Task PrepareAsync(CancellationToken cancel)
    {
        Part[] parts = ReadParts();
        if (parts.Length == 0)
        {
            Total = await registry.SizeAsync(layer, cancel);
            long size = Math.Clamp(Total / MaxParts, SmallestPart, LargestPart);
            for (long offset = 0; offset < Total; offset += size)
            {
                WritePart(new Part((int)(offset / size), offset, Math.Min(size, Total - offset), 0));
            }

            parts = ReadParts();
            Log.Info("download.go:177", $"downloading {layer.ShortDigest} in {parts.Length} {Human.Bytes(parts.FirstOrDefault()?.Size ?? 0)} part(s)");
        }

        Total = parts.Sum(p => p.Size);
        _completed = parts.Sum(p => p.Completed);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        using (FileStream file = new(Partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(Total);
        }

        Uri direct = await DirectAsync(cancel);
        Part[] open = [.. ReadParts().Where(p => p.Completed < p.Size)];
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = MaxParts, CancellationToken = cancel },
            async (part, stop) => await RetryAsync(direct, part, stop));
        foreach (string file in PartFiles())
        {
            File.Delete(file);
        }

        File.Move(Partial, target, true);
    }

    /// <summary>Removes a blob that is not what its name says.</summary>
    public static void Verify(Layer layer, string path)
    {
        using FileStream file = File.OpenRead(path);
        string digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file));
        if (digest != layer.Digest)
        {
            File.Delete(path);
            throw new ApiException(500, $"digest mismatch, file must be downloaded again: want {layer.Digest}, got {digest}");
        }
    }

    /// <summary>Where the bytes are; asked for again and again, within half a minute for all tries.</summary>
    private async Task<Uri> DirectAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Stalled);
        try
        {
            for (int tries = 1; ; tries++)
            {
                try
                {
                    return await registry.DirectAsync(layer, patience.Token);
                }
                catch (DialException e)
                {
                    Log.Warn("download.go:225", "failed to get direct URL; backing off and retrying", ("err", e.Message));
                    TimeSpan pause = TimeSpan.FromMilliseconds(10 * tries * tries);
                    await Task.Delay(pause < LongestPause ? pause : LongestPause, patience.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ApiException(500, "context deadline exceeded");
        }
    }

    private async Task RetryAsync(Uri direct, Part part, CancellationToken cancel)
    {
        // The original looks once a second whether a part is complete.
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(StandinSettings.Current.PullTickMs));
        for (int attempt = 0; ;)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            long got = 0;
            try
            {
                await FetchAsync(direct, part, count => got += count, silence);
                WritePart(part with { Completed = part.Size });
                await tick.WaitForNextTickAsync(cancel);
                return;
            }
            catch (OperationCanceledException)
            {
                part = Keep(part, got);
                cancel.ThrowIfCancellationRequested();
                Log.Info("download.go:370", $"{layer.ShortDigest} part {part.Number} stalled; retrying. If this persists, press ctrl-c to exit, then 'ollama pull' to find a faster connection.");
            }
            catch (IOException e) when (e.Message.Contains("space", StringComparison.OrdinalIgnoreCase))
            {
                throw new ApiException(500, $"write {Partial}: no space left on device");
            }
            catch (IOException e)
            {
                // Bytes of a connection that ended early are good, those of one that broke may not be.
                bool good = e is not DialException && e.InnerException is not SocketException && e.Message == "unexpected EOF";
                part = good ? Keep(part, got) : part;
                Interlocked.Add(ref _completed, good ? 0 : -got);
                if (attempt == Tries - 1)
                {
                    throw new ApiException(500, "max retries exceeded: " + e.Message);
                }

                int wait = 1 << attempt;
                Log.Info("download.go:294", $"{layer.ShortDigest} part {part.Number} attempt {attempt++} failed: {e.Message}, retrying in {wait}s");
                await Task.Delay(TimeSpan.FromSeconds(wait), cancel);
            }
        }
    }

    private Part Keep(Part part, long got)
    {
        part = part with { Completed = part.Completed + got };
        WritePart(part);
        return part;
    }

    /// <summary>Gets what is missing of a part; cancelled when no byte comes for half a minute.</summary>
    private async Task FetchAsync(Uri direct, Part part, Action<int> tell, CancellationTokenSource silence)
    {
        // Longer at first: a connection that nobody answers is an error of its own.
        silence.CancelAfter(2 * Stalled);
        await using HttpCall call = await Registry.PartAsync(direct, part.Offset + part.Completed, part.Offset + part.Size - 1, silence.Token);
        silence.CancelAfter(Stalled);
        using var file = new FileStream(Partial, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        byte[] buffer = new byte[128 * 1024];
        for (long done = part.Completed; done < part.Size;)
        {
            int count = await call.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, part.Size - done)), silence.Token);
            if (count == 0)
            {
                throw new IOException("EOF");
            }

            silence.CancelAfter(Stalled);
            RandomAccess.Write(file.SafeFileHandle, buffer.AsSpan(0, count), part.Offset + done);
            done += count;
            tell(count);
            Interlocked.Add(ref _completed, count);
        }
    }

    private IEnumerable<string> PartFiles() => Directory.EnumerateFiles(Path.GetDirectoryName(target)!, Path.GetFileName(Partial) + "-*");

    private Part[] ReadParts() => [.. PartFiles().Select(f => JsonReader.Read(File.ReadAllBytes(f))).OfType<JsonValue>()
        .Select(j => new Part((int)j["N"]!.Number, (long)j["Offset"]!.Number, (long)j["Size"]!.Number, (long)j["Completed"]!.Number)).OrderBy(p => p.Number)];

    private void WritePart(Part part) => File.WriteAllText($"{Partial}-{part.Number}", new JsonText().Open().Num("N", part.Number).Num("Offset", part.Offset)
        .Num("Size", part.Size).Num("Completed", part.Completed).Close() + "\n");
}
