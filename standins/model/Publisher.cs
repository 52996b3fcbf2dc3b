using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Archiv.Model;

/// <summary>Pushes a model file to a registry as a model: config, layers and a manifest for each tag. What is there already is not sent again.</summary>
internal static class Publisher
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task PublishAsync(Uri registry, string name, IReadOnlyList<string> tags, string template, string file)
    {
        if (tags.Count == 0 || file.Length == 0)
        {
            throw new ArgumentException("--tag and FILE are needed");
        }

        using var http = new HttpClient { BaseAddress = new Uri(registry, $"/v2/{name}/"), Timeout = TimeSpan.FromMinutes(10) };
        await WaitAsync(http, registry);
        ModelHead head = ModelHead.Read(file);
        var layers = new JsonArray();
        layers.Add(await LayerAsync(http, "application/vnd.ollama.image.model", () => File.OpenRead(file)));
        if (template.Length > 0)
        {
            layers.Add(await LayerAsync(http, "application/vnd.ollama.image.template", () => File.OpenRead(template)));
        }

        byte[] config = System.Text.Encoding.UTF8.GetBytes(Config(head, layers).ToJsonString());
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = await LayerAsync(http, "application/vnd.docker.container.image.v1+json", () => new MemoryStream(config)),
            ["layers"] = layers,
        };
        foreach (string tag in tags)
        {
            using var content = new StringContent(manifest.ToJsonString());
            content.Headers.ContentType = new MediaTypeHeaderValue(ManifestType);
            using HttpResponseMessage answer = await http.PutAsync(new Uri($"manifests/{tag}", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
            Console.WriteLine($"published {name}:{tag}");
        }
    }

    private static JsonObject Config(ModelHead head, JsonArray layers) => new()
    {
        ["model_format"] = "gguf",
        ["model_family"] = head.Architecture,
        ["model_families"] = new JsonArray(head.Architecture),
        ["model_type"] = head.Size,
        ["file_type"] = "F32",
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = new JsonArray([.. layers.Select(l => JsonValue.Create((string)l!["digest"]!))]),
        },
    };

    private static async Task<JsonObject> LayerAsync(HttpClient http, string mediaType, Func<Stream> open)
    {
        string digest;
        long size;
        using (Stream data = open())
        {
            size = data.Length;
            digest = "sha256:" + Convert.ToHexStringLower(await SHA256.HashDataAsync(data));
        }

        using var question = new HttpRequestMessage(HttpMethod.Head, new Uri($"blobs/{digest}", UriKind.Relative));
        using HttpResponseMessage known = await http.SendAsync(question);
        if (known.StatusCode == HttpStatusCode.NotFound)
        {
            await UploadAsync(http, digest, open);
        }

        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = size };
    }

    private static async Task UploadAsync(HttpClient http, string digest, Func<Stream> open)
    {
        using HttpResponseMessage begun = await http.PostAsync(new Uri("blobs/uploads/", UriKind.Relative), null);
        begun.EnsureSuccessStatusCode();

        // A registry with the fixed header "Location: ?" sends its own first.
        string place = begun.Headers.GetValues("Location").First(l => l != "?");
        var target = new UriBuilder(new Uri(http.BaseAddress!, place));
        target.Query = target.Query.TrimStart('?') + (target.Query.Length > 1 ? "&" : "") + "digest=" + digest;
        using var content = new StreamContent(open());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage done = await http.PutAsync(target.Uri, content);
        done.EnsureSuccessStatusCode();
    }

    /// <summary>A registry that was started a moment ago is given some seconds.</summary>
    private static async Task WaitAsync(HttpClient http, Uri registry)
    {
        for (DateTime end = DateTime.UtcNow + Patience; ;)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri(registry, "/v2/"));
                return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < end)
            {
                await Task.Delay(100);
            }
        }
    }
}
