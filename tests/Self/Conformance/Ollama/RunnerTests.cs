using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The child that holds a model, and what callers see when it is killed [10].</summary>
[Parallelizable]
public sealed class RunnerTests
{
    private const string Eof = """{"error":"an error was encountered while running the model: unexpected EOF"}""";

    [Test(Description = "10, 06: a child per model, with the model's file and a port of this machine")]
    public async Task Each_model_has_a_runner_that_holds_its_size()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny");
        await server.Server.LoadAsync("slow");

        int[] runners = [.. server.Runners()];

        Assert.That(runners, Has.Length.EqualTo(2));
        Assert.That(OllamaProcess.Command(runners[1]), Does.Match($"^/.*/ollama runner --model {server.Store.Models}/blobs/sha256-[0-9a-f]{{64}} --port \\d+ $"));
        var row = (await server.Server.LoadedAsync()).First(m => m!["name"]!.ToString() == "slow:latest")!;
        long held = OllamaProcess.AnonymousMemory(runners[1]) - OllamaProcess.AnonymousMemory(runners[0]);
        Assert.That(held, Is.GreaterThan((long)(0.85 * (long)row["size"]!)), "anonymous memory beyond that of a small model");
    }

    [Test(Description = "10 A")]
    public async Task Killed_in_a_request_it_is_an_error_at_once_and_the_next_request_heals()
    {
        await using OllamaProcess server = await LongAnswersAsync();
        Task<RawAnswer> running = server.Server.GenerateAsync("slow", 3000);
        await KillAsync(server);

        RawAnswer answer = await running;

        Assert.That((answer.Status, answer.Body), Is.EqualTo((500, Eof)));
        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("slow:latest"), "listed until somebody notices");
        RawAnswer next = await server.Server.GenerateAsync("slow");
        Assert.That(next.Status, Is.EqualTo(200));
        Assert.That(long.Parse(next.Field("load_duration"), null), Is.GreaterThan(20_000_000), "loaded again");
        Assert.That(server.Errors.Split("level=WARN source=server.go:1258 msg=\"llama runner process no longer running\" sys=9 string=\"signal: killed\"\n"), Has.Length.EqualTo(3), "asked twice");
    }

    [Test(Description = "10 B: the status stays 200, the last line is the error, the body ends properly")]
    public async Task Killed_in_a_stream_the_error_is_its_last_line()
    {
        await using OllamaProcess server = await LongAnswersAsync();
        using RunningStream running = await RunningStream.StartAsync(server.Server, "slow", 3000);

        OllamaProcess.Signal(server.Runners().Single(), "KILL");

        string answer = await running.ToEndAsync();
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 OK\r\n").And.EndWith($"\r\n4d\r\n{Eof}\n\r\n0\r\n\r\n"));
        Assert.That(answer, Does.Contain("\"done\":false").And.Not.Contain("\"done\":true"));
    }

    [Test(Description = "10 C")]
    public async Task Killed_before_a_waiting_request_that_one_fails_too()
    {
        await using OllamaProcess server = await LongAnswersAsync();
        Task<RawAnswer> running = server.Server.GenerateAsync("slow", 3000), waiting = server.Server.GenerateAsync("slow", 3000);
        await KillAsync(server);

        string[] bodies = [.. ((string[])[(await running).Body, (await waiting).Body]).Order(StringComparer.Ordinal)];

        Assert.That(bodies[0], Is.EqualTo(Eof));
        Assert.That(bodies[1], Is.EqualTo("""{"error":"llama runner process no longer running: -1 "}"""));
        Assert.That(server.Errors.Split("msg=\"llama runner process no longer running\" sys=9"), Has.Length.EqualTo(2), "by the one that waited");
        Assert.That((await server.Server.GenerateAsync("slow")).Status, Is.EqualTo(200));
    }

    [Test(Description = "10 E")]
    public async Task Killed_during_the_load_the_request_fails_and_the_next_loads()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_LOAD_BANDWIDTH", "15e6"));
        Task<RawAnswer> loading = server.Server.GenerateAsync("slow");
        await Poll.UntilAsync(() => server.Runners().Count == 1, TimeSpan.FromSeconds(5), () => server.Errors);

        OllamaProcess.Signal(server.Runners().Single(), "KILL");

        RawAnswer answer = await loading;
        Assert.That((answer.Status, answer.Body), Is.EqualTo((500, """{"error":"llama runner process has terminated: signal: killed"}""")));
        Assert.That(server.Errors, Does.Match("level=INFO source=sched.go:470 msg=\"Load failed\" model=.* error=\"llama runner process has terminated: signal: killed\""));
        Assert.That(await server.Server.NamesAsync(), Is.Empty);
        Assert.That((await server.Server.GenerateAsync("slow")).Status, Is.EqualTo(200));
    }

    [Test(Description = "10: silent for the next caller")]
    public async Task Killed_while_idle_the_next_request_just_works()
    {
        await using OllamaProcess server = await LongAnswersAsync();

        OllamaProcess.Signal(server.Runners().Single(), "KILL");

        await Poll.UntilAsync(() => server.Runners().Count == 0, TimeSpan.FromSeconds(2), () => server.Errors);
        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("slow:latest"));
        RawAnswer next = await server.Server.PostAsync("/api/chat", """{"model":"slow","messages":[{"role":"user","content":"x"}],"stream":false,"options":{"num_predict":3}}""");
        Assert.That(next.Status, Is.EqualTo(200));
        Assert.That(long.Parse(next.Field("load_duration"), null), Is.GreaterThan(20_000_000), "loaded again");
    }

    [Test(Description = "source; beyond-adr B7: a runner that hangs while idle is given up after ten seconds")]
    [Category("Slow")]
    public async Task Hung_while_idle_it_is_replaced()
    {
        await using OllamaProcess server = await LongAnswersAsync();
        int runner = server.Runners().Single();
        OllamaProcess.Signal(runner, "STOP");

        RawAnswer answer = await server.Server.GenerateAsync("slow");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(long.Parse(answer.Field("load_duration"), null) / 1e9, Is.InRange(9.5, 30));
        Assert.That(server.Runners().Single(), Is.Not.EqualTo(runner));
    }

    [Test(Description = "16-load-timeout")]
    public async Task A_load_that_takes_too_long_ends()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_LOAD_TIMEOUT", "20ms"), ("STANDIN_LOAD_BANDWIDTH", "1e6"));

        RawAnswer answer = await server.Server.GenerateAsync("slow");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((500, """{"error":"timed out waiting for llama runner to start - progress 0.00 - "}""")));
        Assert.That(server.Runners(), Is.Empty);
    }

    [Test(Description = "gguf.md; beyond-adr B13: a file that is none, one of zeros and one cut off are refused without a runner")]
    public async Task A_broken_file_is_refused()
    {
        TestStore store = TestStore.WithModels();
        byte[] good = File.ReadAllBytes(TestStore.ModelFile("tiny"));
        store.Add("zeros", new byte[1000], "{}");
        string cut = store.Add("cut", good[..^1000], "{}"), head = store.Add("head", good[..500], "{}");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        Assert.That((await server.Server.LoadAsync("zeros")).Body, Is.EqualTo("""{"error":"invalid file magic"}"""));
        Assert.That((await server.Server.LoadAsync("cut")).Body, Is.EqualTo($$"""{"error":"unable to load model: {{cut}}"}"""));
        Assert.That((await server.Server.LoadAsync("head")).Body, Is.EqualTo($$"""{"error":"unable to load model: {{head}}"}"""));
        Assert.That((await server.RunAsync("list")).Output, Does.Contain("zeros:latest"), "listed all the same");
        Assert.That(server.Errors, Does.Not.Contain("starting runner"));
    }

    private static async Task<OllamaProcess> LongAnswersAsync()
    {
        OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "3000"));
        await server.Server.LoadAsync("slow");
        return server;
    }

    /// <summary>Kills the runner once it is at work.</summary>
    private static async Task KillAsync(OllamaProcess server)
    {
        await server.WorksAsync();
        using var others = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        await others.WaitForNextTickAsync();
        OllamaProcess.Signal(server.Runners().Single(), "KILL");
    }
}
