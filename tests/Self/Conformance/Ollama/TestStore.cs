using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A home directory with the models that the transcripts use: tiny, tiny2 (same size, other weights) and slow.</summary>
internal sealed class TestStore : IDisposable
{
    private static readonly Lazy<string> Files = new(GenerateFiles);

    private TestStore() => Home = Directory.CreateTempSubdirectory("conformance-ollama-").FullName;

    public string Home { get; }

    public string Models => Path.Combine(Home, ".ollama/models");

    /// <summary>Where generated model files lie while the tests run.</summary>
    public static string ModelFile(string name) => Path.Combine(Files.Value, name + ".gguf");

    public static TestStore Empty() => new();

    public static TestStore WithModels()
    {
        var store = new TestStore();
        store.Add("tiny", File.ReadAllBytes(ModelFile("tiny")), "{\"num_ctx\":512,\"num_predict\":24}");
        store.Add("tiny2", File.ReadAllBytes(ModelFile("tiny2")), "{\"num_ctx\":512,\"num_predict\":24}");
        store.Add("slow", File.ReadAllBytes(ModelFile("slow")), "{}");
        return store;
    }

    /// <summary>Writes blobs and manifest as a finished pull leaves them.</summary>
    public string Add(string name, byte[] weights, string parameters, string host = "registry.ollama.ai", string template = "{{ .Prompt }}", string license = "")
    {
        string model = Blob(weights);
        string config = Blob(Encoding.UTF8.GetBytes(
            $$$"""{"model_format":"gguf","model_family":"llama","model_families":["llama"],"model_type":"148K","file_type":"F32","architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["{{{model}}}"]}}"""));
        List<string> layers = [Layer("application/vnd.ollama.image.model", model), Layer("application/vnd.ollama.image.template", Blob(Encoding.UTF8.GetBytes(template)))];
        if (parameters != "{}")
        {
            layers.Add(Layer("application/vnd.ollama.image.params", Blob(Encoding.UTF8.GetBytes(parameters))));
        }

        if (license.Length > 0)
        {
            layers.Add(Layer("application/vnd.ollama.image.license", Blob(Encoding.UTF8.GetBytes(license))));
        }

        string manifest = Path.Combine(Models, "manifests", host, "library", name, "latest");
        Directory.CreateDirectory(Path.GetDirectoryName(manifest)!);
        File.WriteAllText(manifest, $$"""{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{{Layer("application/vnd.docker.container.image.v1+json", config)}},"layers":[{{string.Join(',', layers)}}]}""");
        return BlobPath(model);
    }

    public string BlobPath(string digest) => Path.Combine(Models, "blobs", digest.Replace(':', '-'));

    public void Dispose() => Directory.Delete(Home, true);

    private string Blob(byte[] content)
    {
        string digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
        Directory.CreateDirectory(Path.Combine(Models, "blobs"));
        File.WriteAllBytes(BlobPath(digest), content);
        return digest;
    }

    private string Layer(string mediaType, string digest)
        => string.Create(CultureInfo.InvariantCulture, $"{{\"mediaType\":\"{mediaType}\",\"digest\":\"{digest}\",\"size\":{new FileInfo(BlobPath(digest)).Length}}}");

    private static string GenerateFiles()
    {
        string folder = Directory.CreateTempSubdirectory("conformance-models-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, true);
        foreach ((string name, int size, int seed) in ((string, int, int)[])[("tiny", 1, 1), ("tiny2", 1, 2), ("slow", 24, 3)])
        {
            using var process = Process.Start(OllamaProcess.Beside("model", "model"),
                ["generate", "--out", Path.Combine(folder, name + ".gguf"), "--size-mib", $"{size}", "--seed", $"{seed}"]);
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, "model generate");
        }

        return folder;
    }
}
