using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>What is listed is what lies on disk [04, 20, 22].</summary>
[Parallelizable]
public sealed class StoreTests
{
    [Test(Description = "04, 22: the id is the manifest's digest, the size that of all layers and the config; the newest comes first")]
    public async Task A_model_is_listed_as_it_is_stored()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        string manifest = Manifest(server, "tiny");
        File.SetLastWriteTimeUtc(manifest, DateTime.UtcNow.AddMinutes(3));

        JsonNode first = Models(await RawHttp.SendAsync(server.Server, "GET", "/api/tags"))[0]!;

        JsonNode stored = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
        string digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(manifest)));
        long size = (long)stored["config"]!["size"]! + stored["layers"]!.AsArray().Sum(l => (long)l!["size"]!);
        Assert.That((first["name"]!.ToString(), first["digest"]!.ToString(), (long)first["size"]!), Is.EqualTo(("tiny:latest", digest, size)));
        Assert.That((await server.RunAsync("list")).Output, Does.Contain($"tiny:latest     {digest[..12]}    "));
    }

    [TestCase("/api/tags", TestName = "Ollama [§2] without models the list is empty and not absent")]
    [TestCase("/api/ps", TestName = "Ollama [§2] without loaded models the list is empty and not absent")]
    public async Task An_empty_list_is_there(string path)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());

        Assert.That((await RawHttp.SendAsync(server.Server, "GET", path)).Body, Is.EqualTo("""{"models":[]}"""));
    }

    [Test(Description = "source: the handler removes manifest and blobs; what is loaded stays until its keep-alive ends, only the command rm unloads it")]
    public async Task A_removed_model_that_is_loaded_stays_loaded()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny");

        await RawHttp.SendAsync(server.Server, "DELETE", "/api/delete", """{"model":"tiny"}""");

        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("tiny:latest"));
    }

    [TestCase("model", TestName = "Ollama [source] DELETE by model")]
    [TestCase("name", TestName = "Ollama [source] DELETE by the older field name")]
    public async Task A_removed_model_is_gone_from_list_and_disk(string field)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        string manifest = Manifest(server, "tiny");

        RawAnswer answer = await RawHttp.SendAsync(server.Server, "DELETE", "/api/delete", $$"""{"{{field}}":"tiny"}""");

        Assert.That((answer.Status, answer.Body, answer.Header("Content-Type"), answer.Header("Content-Length")), Is.EqualTo((200, "", (string?)null, "0")));
        Assert.That((File.Exists(manifest), Directory.Exists(Path.GetDirectoryName(manifest))), Is.EqualTo((false, false)));
        Assert.That((await server.Server.GenerateAsync("tiny")).Status, Is.EqualTo(404));
        Assert.That((await server.Server.GenerateAsync("tiny2")).Status, Is.EqualTo(200), "what it shared with others stays");
    }

    private static JsonArray Models(RawAnswer answer) => JsonNode.Parse(answer.Body)!["models"]!.AsArray();

    private static string Manifest(OllamaProcess server, string name) => Path.Combine(server.Store.Models, "manifests/registry.ollama.ai/library", name, "latest");
}
