using System.Diagnostics;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>What the stand-in does otherwise beside the marked rows of the tables. Each fails when its difference is gone.</summary>
[Category("KnownDifference")]
public sealed class KnownDifferenceTests
{
    [SetUp]
    public void OfTheStandInOnly() => Target.NeedsStandIn();

    [Description("out of scope: the suite and its operators only read models")]
    [TestCase("push tiny")]
    [TestCase("cp tiny other")]
    [TestCase("create x")]
    [TestCase("signin")]
    [TestCase("signout")]
    public async Task Create_push_cp_signin_and_signout_are_unknown_commands(string arguments)
    {
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = (await Target.ServerAsync()).Authority };

        CommandResult result = await OllamaProcess.RunAsync(environment, arguments.Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.StartWith($"Error: unknown command \"{arguments.Split(' ')[0]}\" for \"ollama\""));
    }

    [Test, Description("there is none to be found; the original starts a runner for a moment to look")]
    public async Task No_runner_looks_for_a_gpu_at_the_start()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        await Poll.UntilAsync(() => server.Errors.Contains("entering low vram mode", StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => server.Errors);
        Assert.That(server.Errors, Does.Not.Contain("--ollama-engine"));
    }

    [Test, Description("random bytes: this program signs nothing, which only matters for pushing")]
    public async Task The_identity_key_is_no_key()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        using var ssh = Process.Start(new ProcessStartInfo("ssh-keygen", ["-y", "-P", "", "-f", Path.Combine(server.Store.Home, ".ollama/id_ed25519")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await ssh.WaitForExitAsync();
        Assert.That(ssh.ExitCode, Is.Not.Zero, await ssh.StandardOutput.ReadToEndAsync());
    }

    [Test, Description("Go templates would be a language of their own: the model reads the messages themselves")]
    public async Task A_template_is_not_executed()
    {
        TestStore store = TestStore.WithModels();
        store.Add("wordy", await File.ReadAllBytesAsync(TestStore.ModelFile("tiny")), "{}", template: "A great many words before the question: {{ .Prompt }}");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        RawAnswer plain = await server.Server.GenerateAsync("tiny"), wordy = await server.Server.GenerateAsync("wordy");

        Assert.That(wordy.Field("prompt_eval_count"), Is.EqualTo(plain.Field("prompt_eval_count")));
    }

    [Test, Description("what is not executed is not read either; the original refuses it with 500")]
    public async Task A_broken_template_of_a_request_is_not_noticed()
        => Assert.That((await (await Target.ServerAsync()).GenerateAsync("tiny", 1, ",\"template\":\"{{ .Bad\"")).Status, Is.EqualTo(200));

    [Test, Description("there are no goroutines to show: SIGQUIT ends it with the exit code of the original and the first line")]
    public async Task The_dump_of_SIGQUIT_is_one_line()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());

        (int exit, _) = await server.EndAsync("QUIT");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That((await server.LogsToEndAsync()).Errors, Does.EndWith("\nSIGQUIT: quit"));
    }

    [Test, Description("lines are read as the terminal hands them out, are not wrapped at words and not remembered; confirmations, headings and help are in words of our own, and /set parameter alone lists no parameters; a session is saved by creating a model")]
    public async Task A_conversation_has_no_editor_and_cannot_be_saved()
    {
        using var terminal = new Terminal((await Target.ServerAsync()).Authority, "run tiny");
        await terminal.SeesAsync(Terminal.Prompt);

        Assert.That(await terminal.SaysAsync("/save mine"), Does.Contain("Unknown command '/save'"));
        Assert.That(await terminal.LeavesAsync(Terminal.CtrlD), Is.Zero);
        Assert.That(terminal.Shown, Does.Not.Contain("Send a message (/? for help)"));
    }

    [Test, Description("how the original shortens them is not recorded, nor how it writes large numbers")]
    public async Task The_metadata_that_show_prints_has_no_arrays()
    {
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = (await Target.ServerAsync()).Authority };

        CommandResult show = await OllamaProcess.RunAsync(environment, "show", "-v", "tiny");

        Assert.That(show.Output, Does.Contain("tokenizer.ggml.model ").And.Not.Contain("tokenizer.ggml.tokens"));
    }

    [Test, Description("names, order and form are the original's; what each is for is said in words of our own")]
    public async Task The_help_describes_flags_and_variables_in_its_own_words()
        => Assert.That((await OllamaProcess.RunAsync(new Dictionary<string, string>(), "run", "--help")).Output, Does.Contain("how long the model stays loaded, such as 5m"));

    [Test, Description("what llama.cpp and the scheduler say about each step; the lines that operators search for are there")]
    public async Task The_log_of_a_load_has_fewer_lines()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_DEBUG", "1"));

        await server.Server.LoadAsync("tiny");

        Assert.That(server.Errors, Does.Not.Contain("llama_model_loader:").And.Not.Contain("print_info:").And.Not.Contain("loading first model"));
    }

    [Test, Description("an experiment of the original: another way of pulling, which needs no header Location")]
    public async Task The_second_client_for_pulls_is_not_there()
    {
        await using var registry = new FakeRegistry { Blobs = BlobAnswer.Plain };
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("OLLAMA_EXPERIMENT", "client2"));

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"http://{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Body, Does.Contain("http: no Location header in response"));
    }

    [Test, Description("proxies of this profile speak HTTP; the original also goes through SOCKS")]
    public async Task A_proxy_that_speaks_SOCKS_is_not_used()
    {
        await using var proxy = new FakeRegistry();
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTPS_PROXY", $"socks5://127.0.0.1:{proxy.Port}"));

        Assert.That((await server.RunAsync("pull", "nosuch.invalid/library/tiny")).Errors, Does.Contain("\": dial tcp: lookup nosuch.invalid"));
    }

    [Test, Description("registries of this profile let everybody in; the original fetches a token")]
    public async Task A_registry_that_asks_for_a_login_is_refused()
    {
        await using var registry = new FakeRegistry { AsksForLogin = true };
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        CommandResult pull = await server.RunAsync("pull", "--insecure", registry.Name);

        Assert.That(pull.ExitCode, Is.EqualTo(1));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test, Description("that is how the runtime counts; the last two digits of created_at are made up")]
    public async Task Durations_are_multiples_of_100_ns()
    {
        Uri server = await Target.ServerAsync();
        List<long> all = [];
        for (int i = 0; i < 5; i++)
        {
            RawAnswer answer = await server.GenerateAsync("tiny");
            all.AddRange(((string[])["total_duration", "load_duration", "prompt_eval_duration", "eval_duration"]).Select(f => long.Parse(answer.Field(f), null)));
        }

        Assert.That(all.Select(ns => ns % 100), Is.All.Zero);
    }

    [Test, Description("loads run one after another; those of the original overlap in all but their first moment")]
    public async Task A_second_load_waits_for_the_first()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_LOAD_BANDWIDTH", "20e6"));
        Task<RawAnswer> slow = server.Server.LoadAsync("slow");
        await Poll.UntilAsync(() => server.Runners().Count == 1, TimeSpan.FromSeconds(5), () => server.Errors);

        RawAnswer tiny = await server.Server.GenerateAsync("tiny");

        Assert.That(long.Parse(tiny.Field("load_duration"), null), Is.GreaterThan(600_000_000));
        Assert.That((await slow).Status, Is.EqualTo(200));
    }

    [Test, Description("whatever keep-alive later requests give it; the original then waits for ever (ollama issue 17408)")]
    public async Task A_model_that_must_make_room_goes_when_it_is_idle()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_MAX_LOADED_MODELS", "1"), ("STANDIN_ANSWER_TOKENS", "40"));
        await server.Server.LoadAsync("tiny");
        using RunningStream busy = await RunningStream.StartAsync(server.Server, "tiny", 40);
        Task<RawAnswer> other = server.Server.LoadAsync("tiny2");

        RawAnswer late = await server.Server.GenerateAsync("tiny", 2, ",\"keep_alive\":-1");

        Assert.That((late.Status, (await other).Status), Is.EqualTo((200, 200)));
        Assert.That(await server.Server.NamesAsync(), Is.EqualTo("tiny2:latest"));
    }
}
