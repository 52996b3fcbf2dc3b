using System.Security.Cryptography;
using Ollama.Go;
using Ollama.Http;
using Ollama.Server;
using Ollama.Store;

namespace Ollama.Pull;

internal sealed record Part(int Number, long Offset, long Size, long Completed);

/// <summary>
/// One blob: asked for in parts, written to a file of full size that carries another name until it is complete. Finished parts are
/// remembered beside it, so that a pull which was broken off goes on with the rest.
/// </summary>
internal sealed class BlobDownload(Registry registry, Layer layer, string target)
{
    private const int MaxParts = 16, Tries = 6;
    private const long SmallestPart = 100_000_000, LargestPart = 1_000_000_000;
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
        }

        parts = ReadParts();
        Total = parts.Sum(p => p.Size);
        _completed = parts.Sum(p => p.Completed);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        Uri direct = await registry.DirectAsync(layer, cancel);
        using (FileStream file = new(Partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(Total);
        }

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

    private async Task RetryAsync(Uri direct, Part part, CancellationToken cancel)
    {
        for (int attempt = 0; ; attempt++)
        {
            long before = Interlocked.Read(ref _completed);
            try
            {
                await PartAsync(direct, part, cancel);
                WritePart(part with { Completed = part.Size });
                return;
            }
            catch (IOException e) when (e.Message.Contains("space", StringComparison.OrdinalIgnoreCase))
            {
                throw new ApiException(500, $"write {Partial}: no space left on device");
            }
            catch (IOException e)
            {
                if (attempt == Tries - 1)
                {
                    throw new ApiException(500, "max retries exceeded: " + e.Message);
                }

                Interlocked.Exchange(ref _completed, before);
                int wait = 1 << attempt;
                Log.Info("download.go:177", $"{layer.ShortDigest} part {part.Number} attempt {attempt} failed: {e.Message}, retrying in {wait}s");
                await Task.Delay(TimeSpan.FromSeconds(wait), cancel);
            }
        }
    }

    private async Task PartAsync(Uri direct, Part part, CancellationToken cancel)
    {
        // The original looks once a second whether a part is complete.
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(StandinSettings.Current.PullTickMs));
        await using HttpCall call = await Registry.PartAsync(direct, part.Offset, part.Offset + part.Size - 1, cancel);
        using var file = new FileStream(Partial, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        byte[] buffer = new byte[128 * 1024];
        for (long done = 0; done < part.Size;)
        {
            int count = await call.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, part.Size - done)), cancel);
            if (count == 0)
            {
                throw new IOException("unexpected EOF");
            }

            RandomAccess.Write(file.SafeFileHandle, buffer.AsSpan(0, count), part.Offset + done);
            done += count;
            Interlocked.Add(ref _completed, count);
        }

        await tick.WaitForNextTickAsync(cancel);
    }

    private IEnumerable<string> PartFiles() => Directory.EnumerateFiles(Path.GetDirectoryName(target)!, Path.GetFileName(Partial) + "-*");

    private Part[] ReadParts() => [.. PartFiles().Select(f => JsonReader.Read(File.ReadAllBytes(f))).OfType<JsonValue>()
        .Select(j => new Part((int)j["N"]!.Number, (long)j["Offset"]!.Number, (long)j["Size"]!.Number, (long)j["Completed"]!.Number)).OrderBy(p => p.Number)];

    private void WritePart(Part part) => File.WriteAllText($"{Partial}-{part.Number}", new JsonText().Open().Num("N", part.Number).Num("Offset", part.Offset)
        .Num("Size", part.Size).Num("Completed", part.Completed).Close() + "\n");
}
