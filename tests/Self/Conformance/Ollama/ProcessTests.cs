using System.Diagnostics;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Start and end of the server, what it needs and what it writes [09, 13].</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
[Parallelizable]
public sealed class ProcessTests
{
    [TestCase("TERM", TestName = "Ollama [13] SIGTERM: exit 0, no runner left")]
    [TestCase("INT", TestName = "Ollama [13] SIGINT: exit 0, no runner left")]
    public async Task A_signal_ends_it_with_its_runners(string signal)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny");
        int runner = server.Runners().Single();

        (int exit, TimeSpan took) = await server.EndAsync(signal);

        Assert.That(exit, Is.Zero);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(2)));
        await Poll.UntilAsync(() => !OllamaProcess.IsAlive(runner), TimeSpan.FromSeconds(1), () => "runner alive");
    }

    [TestCase("INT", 0, TestName = "Ollama [source] SIGINT that a shell ignores for its background")]
    [TestCase("QUIT", 2, TestName = "Ollama [source] SIGQUIT that a shell ignores for its background")]
    public async Task A_signal_that_was_ignored_at_the_start_ends_it(string signal, int exit)
    {
        using TestStore store = TestStore.Empty();
        string port = OllamaProcess.FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string> { ["HOME"] = store.Home, ["OLLAMA_HOST"] = "127.0.0.1:" + port };
        string script = $"{OllamaProcess.Program} serve & until {OllamaProcess.Program} list; do :; done; kill -{signal} $!; wait $!; echo exit $?";

        CommandResult result = await OllamaProcess.RunShellAsync(environment, script);

        Assert.That(result.Output, Does.EndWith($"exit {exit}\n"), result.Errors);
    }

    [Test(Description = "13: a stream is cut off without an error line, a request in one piece gets no answer at all")]
    public async Task A_signal_cuts_callers_off()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "2000"), ("OLLAMA_NUM_PARALLEL", "2"));
        using RunningStream stream = await RunningStream.StartAsync(server.Server, "slow", 2000);
        Task<RawAnswer> piece = server.Server.GenerateAsync("slow", 2000);

        (int exit, _) = await server.EndAsync("TERM");

        string cut = await stream.ToEndAsync();
        Assert.That(exit, Is.Zero);
        Assert.That(cut, Does.StartWith("HTTP/1.1 200 OK\r\n").And.Not.Contain("error").And.Not.Contain("\"done\":true"));
        Assert.That(cut, Does.Not.EndWith("\r\n0\r\n\r\n"));
        Assert.That((await piece).StatusLine, Is.Empty);
    }

    [Test(Description = "13: nothing is logged on the way out")]
    public async Task A_signal_is_not_logged()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await Poll.UntilAsync(() => server.Errors.Contains("entering low vram mode", StringComparison.Ordinal) && server.Output.Contains("[GIN]", StringComparison.Ordinal),
            TimeSpan.FromSeconds(5), () => server.Errors);
        string errors = server.Errors.TrimEnd(), output = server.Output.TrimEnd();

        await server.EndAsync("TERM");

        Assert.That((await server.LogsToEndAsync()), Is.EqualTo((output, errors)));
    }

    [Test(Description = "13")]
    public async Task A_signal_during_a_load_ends_it_too()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_LOAD_BANDWIDTH", "2e6"));
        Task<RawAnswer> loading = server.Server.LoadAsync("slow");
        await Poll.UntilAsync(() => server.Runners().Count == 1, TimeSpan.FromSeconds(5), () => server.Errors);
        int runner = server.Runners().Single();

        (int exit, _) = await server.EndAsync("TERM");

        Assert.That(exit, Is.Zero);
        Assert.That((await loading).StatusLine, Is.Empty);
        await Poll.UntilAsync(() => !OllamaProcess.IsAlive(runner), TimeSpan.FromSeconds(1), () => "runner alive");
    }

    [Test(Description = "13: the runner is left behind")]
    public async Task A_kill_leaves_an_orphan()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny");
        int runner = server.Runners().Single();

        (int exit, _) = await server.EndAsync("KILL");

        Assert.That(exit, Is.EqualTo(137));
        Assert.That(OllamaProcess.IsAlive(runner), Is.True);
        OllamaProcess.Signal(runner, "KILL");
    }

    [Test(Description = "13")]
    public async Task A_port_in_use_is_an_error()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        CommandResult second = await server.RunAsync("serve");

        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(second.Errors, Does.Contain($"Error: listen tcp {server.Server.Authority}: bind: address already in use\n"));
    }

    [Test(Description = "09, 30: what the log says at the start, on the error stream")]
    public async Task The_start_is_logged()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        const string time = @"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=INFO ";

        Assert.That(server.Errors, Does.Contain($"Couldn't find '{server.Store.Home}/.ollama/id_ed25519'. Generating new private key."));
        Assert.That(server.Errors, Does.Match(time + @"source=\S+ msg=""server config"" env=""map\[.*OLLAMA_KEEP_ALIVE:5m0s.*\]"""));
        Assert.That(server.Errors, Does.Match(time + @"source=images\.go:493 msg=""total blobs: \d+"""));
        Assert.That(server.Errors, Does.Match(time + @"source=images\.go:500 msg=""total unused blobs removed: 0"""));
        Assert.That(server.Errors, Does.Match(time + $@"source=routes\.go:1607 msg=""Listening on {server.Server.Authority} \(version 0\.13\.5\)"""));
        Assert.That(server.Errors, Does.Match(time + @"source=types\.go:60 msg=""inference compute"" id=cpu library=cpu compute="""" .* total=""[\d.]+ GiB"" available=""[\d.]+ GiB"""));
        Assert.That(File.GetUnixFileMode(Path.Combine(server.Store.Home, ".ollama/id_ed25519")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.ReadAllText(Path.Combine(server.Store.Home, ".ollama/id_ed25519.pub")), Does.StartWith("ssh-ed25519 "));
    }

    [Test(Description = "09: the lines of a load, and the access log on the output stream")]
    public async Task A_load_and_requests_are_logged()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        await server.Server.LoadAsync("tiny");
        await RawHttp.SendAsync(server.Server, "HEAD", "/");
        await RawHttp.SendAsync(server.Server, "GET", "/nosuch?a=b");

        foreach (string line in (string[])["msg=\"starting runner\" cmd=\"", "msg=\"system memory\" total=\"", "msg=\"loading model\" \"model layers\"=", "requested=-1",
            "msg=\"model weights\" device=CPU size=\"", "msg=\"kv cache\" device=CPU size=\"", "msg=\"total memory\" size=\"", "msg=\"waiting for llama runner to start responding\"",
            "msg=\"waiting for server to become available\" status=\"llm server loading model\"", "(mmap = false)", "msg=\"llama runner started in ", "msg=\"loaded runners\" count=1"])
        {
            Assert.That(server.Errors, Does.Contain(line));
        }

        await Poll.UntilAsync(() => server.Output.Contains("/nosuch", StringComparison.Ordinal), TimeSpan.FromSeconds(2), () => server.Output);
        Assert.That(server.Output, Does.Match(@"\[GIN\] \d{4}/\d\d/\d\d - \d\d:\d\d:\d\d \| 200 \| +[\d.]+(µs|ms) \|       127\.0\.0\.1 \| POST     ""/api/generate""\n"));
        Assert.That(server.Output, Does.Match(@"\| 200 \| +[\d.]+(µs|ms) \|       127\.0\.0\.1 \| HEAD     ""/""\n").And.Match(@"\| 404 \| .* \| GET      ""/nosuch\?a=b""\n"));
        Assert.That(server.Errors, Does.Not.Contain("[GIN]"));
    }

    [TestCase("OLLAMA_GPU_OVERHEAD", "17179869184", "17179869184")]
    [TestCase("OLLAMA_GPU_OVERHEAD", "", "0")]
    [TestCase("OLLAMA_REMOTES", "ollama.com,models.example", "[ollama.com models.example]")]
    [TestCase("OLLAMA_REMOTES", "", "[ollama.com]")]
    [TestCase("OLLAMA_FLASH_ATTENTION", "1", "true")]
    [TestCase("OLLAMA_KV_CACHE_TYPE", "q8_0", "q8_0")]
    public async Task What_is_set_is_logged(string name, string value, string logged)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), (name, value));

        Assert.That(server.Errors, Does.Contain($" {name}:{logged} "));
    }

    [TestCase("OLLAMA_NUM_PARALLEL", "abc", "1", TestName = "Ollama [15] a bad number: OLLAMA_NUM_PARALLEL")]
    [TestCase("OLLAMA_MAX_QUEUE", "-1", "512", TestName = "Ollama [15] a bad number: OLLAMA_MAX_QUEUE")]
    [TestCase("OLLAMA_MAX_LOADED_MODELS", "x", "0", TestName = "Ollama [15] a bad number: OLLAMA_MAX_LOADED_MODELS")]
    public async Task A_bad_number_is_warned_about(string name, string value, string standard)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, (name, value));

        Assert.That(server.Errors, Does.Contain($"level=WARN source=config.go:232 msg=\"invalid environment variable, using default\" key={name} value={value} default={standard}"));
        Assert.That(server.Errors, Does.Contain($"{name}:{standard}"));
    }

    [Test(Description = "16-serverlog-debug")]
    public async Task Debugging_tells_more()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_DEBUG", "1"), ("OLLAMA_KEEP_ALIVE", "0"));

        await server.Server.LoadAsync("tiny");

        await Poll.UntilAsync(() => server.Errors.Contains("msg=\"llama server stopped\"", StringComparison.Ordinal), TimeSpan.FromSeconds(2), () => server.Errors);
        Assert.That(server.Errors, Does.Contain("level=DEBUG source=sched.go:283 msg=\"runner with zero duration has gone idle, expiring to unload\" runner.name=registry.ollama.ai/library/tiny:latest runner.size=\""));
        await Poll.UntilAsync(() => server.Errors.Contains("level=DEBUG source=sched.go:358 msg=\"runner terminated and removed from list, blocking for VRAM recovery\" runner.size=\"", StringComparison.Ordinal), TimeSpan.FromSeconds(2), () => server.Errors);
        Assert.That(server.Errors, Does.Contain("OLLAMA_DEBUG:DEBUG"));
    }

    [Test(Description = "30 R9: a volume that cannot be written; needs the right to mount")]
    public async Task A_read_only_home_is_an_error()
    {
        await Isolation.NeededAsync();
        using TestStore store = TestStore.Empty();
        string folder = Directory.CreateDirectory(Path.Combine(store.Home, ".ollama")).FullName;

        CommandResult result = await OllamaProcess.RunIsolatedAsync(
            [], $"mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && exec {OllamaProcess.Program} serve",
            new Dictionary<string, string> { ["HOME"] = store.Home, ["OLLAMA_HOST"] = $"127.0.0.1:{OllamaProcess.FreePort()}" });

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain($"Error: open {folder}/id_ed25519: read-only file system\n"));
    }

    [TestCase("0.0.0.0:{0}", TestName = "Ollama [09] OLLAMA_HOST 0.0.0.0 listens on both families")]
    [TestCase("http://127.0.0.1:{0}", TestName = "Ollama [source] OLLAMA_HOST as an address")]
    [TestCase(":{0}", TestName = "Ollama [source] OLLAMA_HOST as a port")]
    public async Task The_address_is_read_in_all_spellings(string pattern)
    {
        int port = OllamaProcess.FreePort();
        string host = pattern.Replace("{0}", $"{port}", StringComparison.Ordinal);
        using TestStore store = TestStore.Empty();
        var start = new ProcessStartInfo(OllamaProcess.Program, ["serve"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["HOME"] = store.Home;
        start.Environment["OLLAMA_HOST"] = host;
        using Process server = Process.Start(start)!;
        try
        {
            var url = new Uri($"http://127.0.0.1:{port}/");
            await Poll.UntilAsync(async () => (await RawHttp.SendAsync(url, "GET", "/")).Status == 200, TimeSpan.FromSeconds(10), () => "no answer");
            CommandResult list = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["HOME"] = store.Home, ["OLLAMA_HOST"] = host }, "list");
            Assert.That(list.ExitCode, Is.Zero);
        }
        finally
        {
            OllamaProcess.Signal(server.Id, "TERM");
            await server.WaitForExitAsync();
        }

        Assert.That(await server.StandardError.ReadToEndAsync(), Does.Contain(pattern.StartsWith("http", StringComparison.Ordinal) ? "Listening on 127.0.0.1:" : "Listening on [::]:"));
    }
}
