using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>How long a context is, and what it costs [05, 09, 14, 40].</summary>
[Parallelizable]
public sealed class ContextTests
{
    [Test(Description = "15: the default for models that say nothing")]
    public async Task The_environment_sets_the_default()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_CONTEXT_LENGTH", "2048"));

        await server.Server.LoadAsync("slow");
        await server.Server.LoadAsync("tiny");

        Assert.That(await LengthAsync(server.Server, "slow"), Is.EqualTo(2048));
        Assert.That(await LengthAsync(server.Server, "tiny"), Is.EqualTo(512), "its own parameter");
        Assert.That(server.Errors, Does.Contain("KvSize:2048").And.Contain("OLLAMA_CONTEXT_LENGTH:2048"));
    }

    [Test(Description = "40: capped and warned about")]
    public async Task More_than_the_trained_one_is_capped()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        JsonNode info = JsonNode.Parse((await server.Server.PostAsync("/api/show", """{"model":"tiny"}""")).Body)!["model_info"]!;
        int trained = (int)info["llama.context_length"]!;

        await server.Server.LoadAsync("tiny", ",\"options\":{\"num_ctx\":2000000}");

        Assert.That(await LengthAsync(server.Server, "tiny"), Is.EqualTo(trained));
        Assert.That(server.Errors, Does.Contain($"level=WARN source=server.go:167 msg=\"requested context size too large for model\" num_ctx=2000000 n_ctx_train={trained}\n"));
    }

    [Test(Description = "source, docs: it is the beginning of the conversation; it comes back before the new, and is warned about (AIShell 375)")]
    public async Task The_context_of_a_request_counts()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        RawAnswer without = await server.Server.GenerateAsync("tiny"), with = await server.Server.GenerateAsync("tiny", 3, ",\"context\":[300,301,302,303,304]");

        Assert.That(int.Parse(with.Field("prompt_eval_count"), null), Is.EqualTo(int.Parse(without.Field("prompt_eval_count"), null) + 5));
        Assert.That(JsonNode.Parse(with.Body)!["context"]!.AsArray().Take(5).Select(t => (int)t!), Is.EqualTo((int[])[300, 301, 302, 303, 304]));
        Assert.That(server.Errors, Does.Contain("msg=\"the context field is deprecated and will be removed in a future version of Ollama\""));
    }

    [TestCase(8, 512, 2048, 4096, 202_414_080L, "129.0 MiB", "64.0 MiB", "193.0 MiB", TestName = "Ollama [09] memory of a model of 34.09M")]
    [TestCase(2, 64, 128, 512, 722_688L, "449.8 KiB", "256.0 KiB", "705.8 KiB", TestName = "Ollama [05, 16] memory of a model of 148K")]
    [TestCase(2, 64, 128, 1024, 984_832L, "449.8 KiB", "512.0 KiB", "961.8 KiB", TestName = "Ollama [14] memory of a model of 148K and a larger context")]
    public async Task A_model_takes_what_the_original_says(int blocks, int width, int inner, int context, long total, string weights, string cache, string sum)
    {
        TestStore store = TestStore.Empty();
        store.Add("shaped", ShapedModel.Of(blocks, width, inner, 514), $$"""{"num_ctx":{{context}}}""");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        Assert.That((await server.Server.LoadAsync("shaped")).Status, Is.EqualTo(200));

        Assert.That((long)(await server.Server.LoadedAsync()).Single()!["size"]!, Is.EqualTo(total));
        Assert.That(server.Errors, Does.Contain($"msg=\"loading model\" \"model layers\"={blocks + 1} ").And.Contain($"msg=\"model weights\" device=CPU size=\"{weights}\"")
            .And.Contain($"msg=\"kv cache\" device=CPU size=\"{cache}\"").And.Contain($"msg=\"total memory\" size=\"{sum}\""));
    }

    [TestCase("1", "q8_0", "Enabled", "q8_0", "128.0 KiB", TestName = "Ollama [docs] a cache of eight bits takes half")]
    [TestCase("true", "Q4_0", "Enabled", "q4_0", "64.0 KiB", TestName = "Ollama [docs] a cache of four bits takes a quarter")]
    [TestCase("1", "f16", "Enabled", "f16", "256.0 KiB", TestName = "Ollama [docs] a cache of sixteen bits is the usual one")]
    [TestCase("", "q8_0", "Auto", "", "256.0 KiB", TestName = "Ollama [docs] a smaller cache without flash attention")]
    [TestCase("0", "q4_0", "Disabled", "", "256.0 KiB", TestName = "Ollama [docs] a smaller cache and flash attention forbidden")]
    [TestCase("1", "q5_1", "Enabled", "", "256.0 KiB", TestName = "Ollama [docs] a type of cache that is not supported")]
    [TestCase("1", "f32", "Enabled", "", "256.0 KiB", TestName = "Ollama [docs] a larger cache is not supported")]
    public async Task The_cache_has_the_type_that_is_set(string attention, string type, string usedAttention, string usedType, string cache)
    {
        TestStore store = TestStore.Empty();
        store.Add("shaped", ShapedModel.Of(2, 64, 128, 514), """{"num_ctx":512}""");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store, ("OLLAMA_FLASH_ATTENTION", attention), ("OLLAMA_KV_CACHE_TYPE", type));

        Assert.That((await server.Server.LoadAsync("shaped")).Status, Is.EqualTo(200));

        Assert.That(server.Errors, Does.Contain($"OLLAMA_KV_CACHE_TYPE:{type} ").And.Contain($"msg=\"kv cache\" device=CPU size=\"{cache}\"")
            .And.Contain($"FlashAttention:{usedAttention} KvSize:512 KvCacheType:{usedType} NumThreads:"));
    }

    private static async Task<int> LengthAsync(Uri server, string model)
        => (int)(await server.LoadedAsync()).First(m => m!["name"]!.ToString() == model + ":latest")!["context_length"]!;
}
