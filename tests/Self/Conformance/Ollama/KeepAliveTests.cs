using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>How long a model stays [07, 14, 15].</summary>
public sealed class KeepAliveTests
{
    private const double Never = 9e9, ClockSkew = 0.3;

    [TestCase("", 300, TestName = "Ollama [07] keep-alive: default five minutes")]
    [TestCase("10s", 10, TestName = "Ollama [14] keep-alive by environment: 10s")]
    [TestCase("300", 300, TestName = "Ollama [15] keep-alive by environment: a bare number is seconds")]
    [TestCase("-1", Never, TestName = "Ollama [07] keep-alive by environment: -1 is for ever")]
    [TestCase("-1s", Never, TestName = "Ollama [15] keep-alive by environment: a negative time is for ever")]
    [TestCase("abc", 300, TestName = "Ollama [15] keep-alive by environment: nonsense is five minutes")]
    public async Task By_environment(string value, double seconds)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_KEEP_ALIVE", value));

        DateTime asked = DateTime.UtcNow;

        await server.Server.LoadAsync("tiny");

        await ExpectAsync(server.Server, seconds, asked);
        string expected = seconds == Never ? "2562047h47m16.854775807s" : seconds == 10 ? "10s" : "5m0s";
        Assert.That(server.Errors, Does.Contain($"OLLAMA_KEEP_ALIVE:{expected}").And.Not.Contain("level=WARN"));
    }

    [TestCase("15", 15, TestName = "Ollama [07] keep_alive of a request: a number is seconds")]
    [TestCase("1.5", 1.5, TestName = "Ollama [source] keep_alive of a request: a fraction")]
    [TestCase("\"10s\"", 10, TestName = "Ollama [07] keep_alive of a request: a text with a unit")]
    [TestCase("\"1h30m\"", 5400, TestName = "Ollama [source] keep_alive of a request: two units")]
    [TestCase("-1", Never, TestName = "Ollama [07] keep_alive of a request: -1")]
    [TestCase("\"-1m\"", Never, TestName = "Ollama [07] keep_alive of a request: a negative text")]
    [TestCase("-0.5", Never, TestName = "Ollama [source] keep_alive of a request: any negative number")]
    public async Task By_request(string value, double seconds)
    {
        Uri server = await Target.ServerAsync();
        DateTime asked = DateTime.UtcNow;

        await server.LoadAsync("tiny", $",\"keep_alive\":{value}");

        await ExpectAsync(server, seconds, asked);
    }

    [Test(Description = "14")]
    public async Task A_keep_alive_of_a_request_sticks()
    {
        Uri server = await Target.ServerAsync();
        await server.LoadAsync("tiny", ",\"keep_alive\":-1");
        DateTime asked = DateTime.UtcNow;

        await server.GenerateAsync("tiny");

        await ExpectAsync(server, Never, asked);
    }

    [Test(Description = "14")]
    public async Task The_time_starts_again_with_the_end_of_each_request()
    {
        Uri server = await Target.ServerAsync();
        await server.LoadAsync("tiny", ",\"keep_alive\":\"1h\"");
        DateTime first = await server.ExpiryAsync("tiny");

        RawAnswer answer = await server.GenerateAsync("tiny", 8);

        Assert.That(await server.ExpiryAsync("tiny") - first, Is.GreaterThan(TimeSpan.FromTicks(long.Parse(answer.Field("eval_duration"), null) / 100)));
    }

    [TestCase("stop", TestName = "Ollama [14] stop: a busy model is listed as stopping")]
    [TestCase("unload", TestName = "Ollama [14] keep_alive 0: a busy model is listed as stopping")]
    public async Task A_busy_model_that_is_to_go_is_listed_as_stopping(string how)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "200"), ("STANDIN_GENERATION_RATE", "20"));
        await server.Server.LoadAsync("tiny");
        using RunningStream busy = await RunningStream.StartAsync(server.Server, "tiny", 200);

        bool done = how == "stop" ? (await server.RunAsync("stop", "tiny")).ExitCode == 0 : (await server.Server.LoadAsync("tiny", ",\"keep_alive\":0")).Field("done_reason") == "unload";

        Assert.That(done, Is.True);
        Assert.That(await server.Server.ExpiryAsync("tiny"), Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromSeconds(5)));
        Assert.That((await server.RunAsync("ps")).Output, Does.Match(@"\ntiny:latest .* Stopping\.\.\. *\n$"));
    }

    [Test(Description = "07: gone after its time; the stand-in's clock rate shortens the wait and not what is listed")]
    public async Task An_idle_model_is_unloaded_after_its_time()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_CLOCK_RATE", "20"));
        DateTime asked = DateTime.UtcNow;
        await server.Server.LoadAsync("tiny", ",\"keep_alive\":\"10s\"");
        await ExpectAsync(server.Server, 10, asked);
        int runner = server.Runners().Single();

        await Poll.UntilAsync(async () => await server.Server.NamesAsync() == "", TimeSpan.FromSeconds(2), () => "still loaded");

        await Poll.UntilAsync(() => !OllamaProcess.IsAlive(runner), TimeSpan.FromSeconds(2), () => "runner alive");
        Assert.That(server.Errors, Does.Not.Contain("unload"));
    }

    [Test(Description = "14: unloaded at once after a request; while busy it is listed with a time that has passed")]
    public async Task Zero_unloads_after_the_request()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_KEEP_ALIVE", "0"), ("STANDIN_ANSWER_TOKENS", "40"), ("STANDIN_GENERATION_RATE", "10"));
        Task<RawAnswer> busy = server.Server.GenerateAsync("tiny", 40);
        await Poll.UntilAsync(async () => await server.Server.NamesAsync() == "tiny:latest", TimeSpan.FromSeconds(5), () => server.Errors);

        Assert.That(await server.Server.ExpiryAsync("tiny"), Is.LessThanOrEqualTo(DateTime.UtcNow));
        Assert.That((await server.RunAsync("ps")).Output, Does.Contain("Stopping..."));

        Assert.That((await busy).Status, Is.EqualTo(200));
        await Poll.UntilAsync(async () => await server.Server.NamesAsync() == "", TimeSpan.FromSeconds(1), () => "still loaded");
    }

    [Test(Description = "07")]
    public async Task A_request_can_unload()
    {
        Uri server = await Target.ServerAsync();
        await server.LoadAsync("tiny2");

        RawAnswer answer = await server.LoadAsync("tiny2", ",\"keep_alive\":0");

        Assert.That(answer.Field("done_reason"), Is.EqualTo("unload"));
        await Poll.UntilAsync(async () => !(await server.NamesAsync()).Contains("tiny2", StringComparison.Ordinal), TimeSpan.FromSeconds(1), () => "still loaded");
    }

    [Test(Description = "07")]
    public async Task Forever_is_listed_as_such_and_so_is_a_time_to_come()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny", ",\"keep_alive\":-1");
        await server.Server.LoadAsync("tiny2");

        string[] rows = (await server.RunAsync("ps")).Output.Split('\n');

        Assert.That(rows[0], Does.Match(@"^NAME {12}ID {14}SIZE {4,}PROCESSOR    CONTEXT    UNTIL {13} $"));
        Assert.That(rows[1], Does.Match(@"^tiny:latest     [0-9a-f]{12}    [\d.]+ [KM]B    100% CPU     512        Forever +$"));
        Assert.That(rows[2], Does.Match(@"^tiny2:latest    [0-9a-f]{12}    [\d.]+ [KM]B    100% CPU     512        4 minutes from now    $"));
    }

    // Counted from the end of a request that has ended by now, and began when it was asked; a clock elsewhere may be a little off.
    private static async Task ExpectAsync(Uri server, double seconds, DateTime asked)
    {
        DateTime answered = DateTime.UtcNow, expiry = await server.ExpiryAsync("tiny");
        if (seconds == Never)
        {
            Assert.That(expiry.Year, Is.EqualTo(DateTime.UtcNow.AddTicks(long.MaxValue / 100).Year));
            return;
        }

        Assert.That(expiry, Is.InRange(asked.AddSeconds(seconds - ClockSkew), answered.AddSeconds(seconds + ClockSkew)));
    }
}
