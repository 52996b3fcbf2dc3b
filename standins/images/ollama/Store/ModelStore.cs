using System.Security.Cryptography;
using Ollama.Server;
using Standins.Golang.Json;

namespace Ollama.Store;

/// <summary>A model that is complete: its manifest is there. The manifest is written last, so half a pull never shows.</summary>
internal sealed record StoredModel(ModelName Name, Manifest Manifest, string Digest, DateTime ModifiedAt);

/// <summary>The folder of manifests and blobs.</summary>
internal sealed class ModelStore(string root)
{
    private string Blobs => Path.Combine(root, "blobs");

    private string Manifests => Path.Combine(root, "manifests");

    public string BlobPath(Layer layer) => Path.Combine(Blobs, layer.FileName);

    public void Create()
    {
        Directory.CreateDirectory(Blobs);
        Directory.CreateDirectory(Manifests);
    }

    /// <summary>Most recently changed first.</summary>
    public IReadOnlyList<StoredModel> List()
        => [.. ManifestFiles().Select(f => Read(f.Name)).OfType<StoredModel>().OrderByDescending(m => m.ModifiedAt)];

    /// <summary>Finds a model whatever the case of its name; null when it is not there.</summary>
    public StoredModel? Find(ModelName name)
        => Read(name) ?? (List().FirstOrDefault(m => m.Name.SameAs(name)));

    public void Write(ModelName name, ReadOnlySpan<byte> manifest)
    {
        string file = Path.Combine(Manifests, name.ManifestPath);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, manifest);
    }

    /// <summary>Removes a manifest and the blobs that nobody else uses.</summary>
    public void Delete(StoredModel model)
    {
        File.Delete(Path.Combine(Manifests, model.Name.ManifestPath));
        RemoveUnused(model.Manifest);
        for (string? folder = Path.GetDirectoryName(Path.Combine(Manifests, model.Name.ManifestPath));
            folder is not null && folder.Length > Manifests.Length && !Directory.EnumerateFileSystemEntries(folder).Any();
            folder = Path.GetDirectoryName(folder))
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Removes blobs of a manifest which no model refers to any more.</summary>
    public void RemoveUnused(Manifest old)
    {
        HashSet<string> used = Used();
        foreach (Layer layer in old.All.Where(l => !used.Contains(l.FileName)))
        {
            File.Delete(BlobPath(layer));
        }
    }

    /// <summary>At the start: removes what an hour has passed over without anybody referring to it, unfinished downloads included.</summary>
    public void Prune()
    {
        if (ManifestFiles().Select(f => (f.Name, Why: Corruption(f.Path))).FirstOrDefault(f => f.Why is not null) is (ModelName name, string why))
        {
            Log.Warn("routes.go:1577", "corrupt manifests detected, skipping prune operation.  Re-pull or delete to clear", ("error", $"{name.Full} {why}"));
            return;
        }

        string[] blobs = Directory.GetFiles(Blobs);
        Log.Info("images.go:493", $"total blobs: {blobs.Length}");
        HashSet<string> used = Used();
        string[] unused = [.. blobs.Where(b => !used.Contains(Path.GetFileName(b)) && File.GetLastWriteTimeUtc(b) < DateTime.UtcNow.AddHours(-1))];
        Array.ForEach(unused, File.Delete);
        Log.Info("images.go:500", $"total unused blobs removed: {unused.Length}");
    }

    private static string? Corruption(string manifest)
    {
        try
        {
            Manifest.Parse(File.ReadAllBytes(manifest));
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private IEnumerable<(ModelName Name, string Path)> ManifestFiles()
        => !Directory.Exists(Manifests) ? [] : Directory.EnumerateFiles(Manifests, "*", SearchOption.AllDirectories)
            .Select(file => (Parts: Path.GetRelativePath(Manifests, file).Split('/'), Path: file))
            .Where(f => f.Parts.Length == 4)
            .Select(f => (new ModelName(f.Parts[0], f.Parts[1], f.Parts[2], f.Parts[3]), f.Path));

    private HashSet<string> Used() => [.. List().SelectMany(m => m.Manifest.All).Select(l => l.FileName)];

    private StoredModel? Read(ModelName name)
    {
        string file = Path.Combine(Manifests, name.ManifestPath);
        try
        {
            byte[] text = File.ReadAllBytes(file);
            return new StoredModel(name, Manifest.Parse(text), Convert.ToHexStringLower(SHA256.HashData(text)), File.GetLastWriteTimeUtc(file));
        }
        catch (JsonException e)
        {
            Log.Warn("manifest.go:160", "bad manifest", ("name", name.Full), ("error", e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or gone meanwhile.
        }

        return null;
    }
}
