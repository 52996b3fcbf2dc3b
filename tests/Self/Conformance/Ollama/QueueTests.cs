using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Who waits, who is refused and who is evicted [11, 12].</summary>
public sealed class QueueTests
{
    private const string Busy = """{"error":"server busy, please try again.  maximum pending requests exceeded"}""";

    [Test(Description = "11 Q1: the queue's bound does not count requests for a loaded model")]
    public async Task Behind_a_loaded_model_everybody_waits()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_MAX_QUEUE", "1"));
        await server.Server.LoadAsync("tiny");

        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Server.GenerateAsync("tiny", 8)));

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
        long work = answers.Sum(a => long.Parse(a.Field("eval_duration"), null)), last = answers.Max(a => long.Parse(a.Field("total_duration"), null));
        Assert.That(last, Is.GreaterThan((long)(0.8 * work)), "one after another");
        Assert.That(answers.Select(a => long.Parse(a.Field("load_duration"), null)), Is.All.LessThan(100_000_000), "waiting is not loading");
    }

    [Test(Description = "11 Q2: one loads, one waits, the others are refused at once")]
    public async Task During_a_load_the_queue_is_bounded()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_MAX_QUEUE", "1"), ("STANDIN_LOAD_BANDWIDTH", "20e6"));

        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Server.GenerateAsync("slow")));

        Assert.That(string.Join(' ', answers.Select(a => a.Status).Order()), Is.EqualTo("200 200 503 503 503 503"));
        Assert.That(answers.Where(a => a.Status == 503).Select(a => a.Body), Is.All.EqualTo(Busy));
    }

    [Test(Description = "11: a queue of zero still serves one after another")]
    public async Task No_queue_serves_single_requests()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_MAX_QUEUE", "0"));

        Assert.That((await server.Server.LoadAsync("tiny")).Status, Is.EqualTo(200));
        Assert.That((await server.Server.LoadAsync("tiny2")).Status, Is.EqualTo(200));
    }

    [Test(Description = "11 Q3: waiting for eviction is bounded, and counts as loading")]
    public async Task Waiting_for_a_busy_model_to_go_is_bounded()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(
            null, ("OLLAMA_MAX_QUEUE", "1"), ("OLLAMA_MAX_LOADED_MODELS", "1"), ("STANDIN_ANSWER_TOKENS", "80"));
        await server.Server.LoadAsync("tiny");
        using RunningStream busy = await RunningStream.StartAsync(server.Server, "tiny", 80);

        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.Server.GenerateAsync("tiny2")));

        Assert.That(await busy.ToEndAsync(), Does.Contain("\"done\":true"));
        Assert.That(answers.Count(a => a.Status == 503), Is.EqualTo(2));
        Assert.That(answers.Where(a => a.Status == 200).Max(a => long.Parse(a.Field("load_duration"), null)), Is.GreaterThan(400_000_000));
        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("tiny2:latest"));
    }

    [Test(Description = "11: two together, the third after them; the cache grows with the number")]
    public async Task Parallel_requests_share_the_runner()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_NUM_PARALLEL", "2"), ("STANDIN_ANSWER_TOKENS", "40"));
        await server.Server.LoadAsync("tiny");

        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.Server.GenerateAsync("tiny", 40)));

        double[] seconds = [.. answers.Select(a => long.Parse(a.Field("total_duration"), null) / 1e9).Order()];
        Assert.That(seconds[1], Is.LessThan(1.6 * seconds[0]));
        Assert.That(seconds[2], Is.GreaterThan(1.6 * seconds[0]));
        var row = (await server.Server.LoadedAsync()).Single()!;
        Assert.That((int)row["context_length"]!, Is.EqualTo(512));
        Assert.That(server.Errors, Does.Contain("Parallel:2").And.Contain("KvSize:1024"));
    }

    [Test(Description = "11: a third model evicts an idle one")]
    public async Task A_model_too_many_evicts_an_idle_one()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_MAX_LOADED_MODELS", "2"));
        await server.Server.LoadAsync("tiny", ",\"keep_alive\":\"1m\"");
        await server.Server.LoadAsync("tiny2", ",\"keep_alive\":-1");

        Assert.That((await server.Server.LoadAsync("slow")).Status, Is.EqualTo(200));

        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("tiny2:latest slow:latest"));
        Assert.That(server.Runners(), Has.Count.EqualTo(2));
    }

    [Test(Description = "11: three on a processor, where nothing else is said")]
    public async Task Three_models_stay_by_default()
    {
        TestStore store = TestStore.WithModels();
        store.Add("fourth", [.. await File.ReadAllBytesAsync(TestStore.ModelFile("tiny")), 0], "{}");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);
        foreach (string model in (string[])["tiny", "tiny2", "slow", "fourth"])
        {
            Assert.That((await server.Server.LoadAsync(model)).Status, Is.EqualTo(200));
        }

        Assert.That(await server.Server.LoadedAsync(), Has.Count.EqualTo(3));
        Assert.That(await server.Server.NamesAsync(), Does.Contain("fourth:latest"));
    }

    [Test(Description = "source: two names of one file of weights are one model in memory, listed by the first name")]
    public async Task An_alias_shares_the_runner()
    {
        TestStore store = TestStore.WithModels();
        store.Add("alias", await File.ReadAllBytesAsync(TestStore.ModelFile("tiny")), "{\"num_ctx\":512,\"num_predict\":3}");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);
        await server.Server.LoadAsync("tiny");
        int runner = server.Runners().Single();

        RawAnswer answer = await server.Server.PostAsync("/api/generate", """{"model":"alias","prompt":"x","stream":false}""");

        Assert.That((answer.Field("model"), answer.Field("eval_count")), Is.EqualTo(("alias", "3")), "its own parameters");
        Assert.That((server.Runners().Single(), await server.Server.NamesAsync()), Is.EqualTo((runner, "tiny:latest")));
    }

    [Test(Description = "beyond-adr B3: another context means another runner")]
    public async Task Another_context_loads_again()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny");
        int first = server.Runners().Single();

        await server.Server.LoadAsync("tiny", ",\"options\":{\"num_ctx\":1024}");

        Assert.That(server.Runners().Single(), Is.Not.EqualTo(first));
        Assert.That((int)(await server.Server.LoadedAsync()).Single()!["context_length"]!, Is.EqualTo(1024));
    }

    [Test(Description = "12: the server answers while a model loads, which is not listed yet; other models work")]
    public async Task During_a_load_the_rest_answers()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_LOAD_BANDWIDTH", "20e6"));
        await server.Server.LoadAsync("tiny");
        Task<RawAnswer> loading = server.Server.LoadAsync("slow");
        await Poll.UntilAsync(() => server.Runners().Count == 2, TimeSpan.FromSeconds(5), () => server.Errors);

        Assert.That((await RawHttp.SendAsync(server.Server, "GET", "/")).Body, Is.EqualTo("Ollama is running"));
        Assert.That((await RawHttp.SendAsync(server.Server, "GET", "/api/version")).Status, Is.EqualTo(200));
        Assert.That((await RawHttp.SendAsync(server.Server, "GET", "/api/tags")).Body, Does.Contain("slow:latest"));
        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("tiny:latest"));
        Assert.That((await server.Server.GenerateAsync("tiny")).Status, Is.EqualTo(200));
        Assert.That(loading.IsCompleted, Is.False);

        Assert.That((await loading).Status, Is.EqualTo(200));
        Assert.That(await server.Server.NamesAsync(), Does.Contain("slow:latest"));
    }
}
