using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The command line [01, 02, 04, 07, 13, 20].</summary>
[Parallelizable]
public sealed class CommandTests
{
    private const string Down = "Error: ollama server not responding - could not connect to ollama server, run 'ollama serve' to start it\n";

    [TestCase("list", 1, "", Down, TestName = "Ollama [01] server down: list")]
    [TestCase("ls", 1, "", Down, TestName = "Ollama [01] server down: ls")]
    [TestCase("ps", 1, "", Down, TestName = "Ollama [01] server down: ps")]
    [TestCase("pull tiny", 1, "", Down, TestName = "Ollama [01] server down: pull")]
    [TestCase("show tiny", 1, "", Down, TestName = "Ollama [01] server down: show")]
    [TestCase("stop tiny", 1, "", Down, TestName = "Ollama [01] server down: stop")]
    [TestCase("rm tiny", 1, "", Down, TestName = "Ollama [01] server down: rm")]
    [TestCase("run tiny hi", 1, "", Down, TestName = "Ollama [01] server down: run")]
    [TestCase("--version", 0, "Warning: could not connect to a running Ollama instance\nWarning: client version is 0.13.5\n", "", TestName = "Ollama [01] server down: --version")]
    [TestCase("-v", 0, "Warning: could not connect to a running Ollama instance\nWarning: client version is 0.13.5\n", "", TestName = "Ollama [01] server down: -v")]
    [TestCase("sh", 1, "", "Error: unknown command \"sh\" for \"ollama\"\n\nDid you mean this?\n\tshow\n\tpush\n\tps\n\tcp\n\trm\n\n", TestName = "Ollama [01] unknown command with suggestions")]
    [TestCase("sh -c true", 1, "", "Error: unknown command \"sh\" for \"ollama\"\n\nDid you mean this?\n\tshow\n\tpush\n\tps\n\tcp\n\trm\n\n", TestName = "Ollama [01] unknown command with arguments")]
    [TestCase("nonsense", 1, "", "Error: unknown command \"nonsense\" for \"ollama\"\n", TestName = "Ollama [01] unknown command without suggestions")]
    [TestCase("pull", 1, "", "Error: accepts 1 arg(s), received 0\n", TestName = "Ollama [source] pull without a name")]
    [TestCase("show a b", 1, "", "Error: accepts 1 arg(s), received 2\n", TestName = "Ollama [source] show with two names")]
    [TestCase("rm", 1, "", "Error: requires at least 1 arg(s), only received 0\n", TestName = "Ollama [source] rm without a name")]
    [TestCase("serve x", 1, "", "Error: accepts 0 arg(s), received 1\n", TestName = "Ollama [source] serve with an argument")]
    [TestCase("list --nosuch", 1, "", "Error: unknown flag: --nosuch\n", TestName = "Ollama [source] an unknown flag of a command")]
    [TestCase("pull -x tiny", 1, "", "Error: unknown shorthand flag: 'x' in -x\n", TestName = "Ollama [source] an unknown short flag")]
    [TestCase("--nosuch", 1, "", "Error: unknown flag: --nosuch\n", TestName = "Ollama [source] an unknown flag")]
    [TestCase("--version list", 1, "", "Error: unknown flag: --version\n", TestName = "Ollama [source] the version and a command")]
    [TestCase("pull --insecure=maybe tiny", 1, "", "Error: invalid argument \"maybe\" for \"--insecure\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax\n", TestName = "Ollama [source] a flag that is neither true nor false")]
    [TestCase("show -v=maybe tiny", 1, "", "Error: invalid argument \"maybe\" for \"-v, --verbose\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax\n", TestName = "Ollama [source] a short flag that is neither true nor false")]
    [TestCase("run tiny --format", 1, "", "Error: flag needs an argument: --format\n", TestName = "Ollama [source] a flag without its value")]
    public async Task Without_a_server(string arguments, int exit, string output, string errors)
    {
        CommandResult result = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["OLLAMA_HOST"] = $"127.0.0.1:{OllamaProcess.FreePort()}" }, arguments.Split(' '));

        Assert.That((result.ExitCode, result.Output, result.Errors), Is.EqualTo((exit, output, errors)));
    }

    [Test(Description = "01: without arguments the usage goes to the error stream, --help to the output stream with a title")]
    public async Task The_usage_is_on_the_right_stream()
    {
        var nowhere = new Dictionary<string, string>();

        CommandResult bare = await OllamaProcess.RunAsync(nowhere), help = await OllamaProcess.RunAsync(nowhere, "--help"), pull = await OllamaProcess.RunAsync(nowhere, "help", "pull");

        Assert.That((bare.ExitCode, bare.Output), Is.EqualTo((0, "")));
        Assert.That(bare.Errors, Does.StartWith("Usage:\n  ollama [flags]\n  ollama [command]\n\nAvailable Commands:\n  serve       Start ollama\n"));
        Assert.That((help.ExitCode, help.Errors, help.Output), Is.EqualTo((0, "", "Large language model runner\n\n" + bare.Errors)));
        CommandResult odd = await OllamaProcess.RunAsync(nowhere, "help", "nosuch");
        Assert.That((odd.ExitCode, odd.Output, odd.Errors), Is.EqualTo((0, "", "Unknown help topic [`nosuch`]\n" + bare.Errors)));
        Assert.That(pull.Output, Does.StartWith("Pull a model from a registry\n\nUsage:\n  ollama pull MODEL [flags]\n\nFlags:\n  -h, --help       help for pull\n      --insecure   "));
    }

    [Test(Description = "02, 04: the table of stored models")]
    public async Task List_prints_a_table()
    {
        await using OllamaProcess empty = await OllamaProcess.StartAsync(TestStore.Empty()), server = await OllamaProcess.StartAsync();

        string[] rows = (await server.RunAsync("ls")).Output.Split('\n');

        Assert.That((await empty.RunAsync("list")).Output, Is.EqualTo("NAME    ID    SIZE    MODIFIED \n"));
        Assert.That((await empty.RunAsync("ps")).Output, Is.EqualTo("NAME    ID    SIZE    PROCESSOR    CONTEXT    UNTIL \n"));
        Assert.That(rows, Has.Length.EqualTo(5));
        Assert.That(rows[0], Does.Match("^NAME            ID              SIZE  +MODIFIED +$"));
        Assert.That(rows[1], Does.Match(@"^slow:latest     [0-9a-f]{12}    \d+ MB +.* ago +$"));
        Assert.That((await server.RunAsync("list", "tiny2")).Output.Split('\n'), Has.Length.EqualTo(3), "a prefix filters");
    }

    [Test(Description = "02")]
    public async Task Version_comes_from_the_server()
        => Assert.That((await OwnAsync("--version")).Output, Is.EqualTo("ollama version is 0.13.5\n"));

    [Test(Description = "04")]
    public async Task Show_prints_sections()
    {
        CommandResult result = await OwnAsync("show", "tiny");

        Assert.That(result.Output, Does.Match(
            @"^  Model\n    architecture        llama +\n    parameters          \S+ +\n    context length      \d+ +\n    embedding length    \d+ +\n    quantization        \S+ +\n\n"
            + @"  Capabilities\n    completion    \n\n  Parameters\n    num_ctx        512    \n    num_predict    24     \n\n$"));
    }

    [TestCase("show nosuch", "Error: model 'nosuch' not found\n", TestName = "Ollama [04] show: no such model")]
    [TestCase("stop nosuch", "Error: couldn't find model \"nosuch\" to stop\n", TestName = "Ollama [07] stop: no such model")]
    [TestCase("rm nosuch", "Error: model 'nosuch' not found\n", TestName = "Ollama [20] rm: no such model")]
    public async Task Fails(string arguments, string error)
    {
        CommandResult result = await OwnAsync(arguments.Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain(error));
    }

    [Test(Description = "07: stop unloads; 20: rm removes, and says so")]
    public async Task Stop_and_remove()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        await server.Server.LoadAsync("tiny");

        CommandResult stop = await server.RunAsync("stop", "tiny");
        Assert.That((stop.ExitCode, stop.Output), Is.EqualTo((0, "")));
        await Poll.UntilAsync(async () => await server.Server.NamesAsync() == "", TimeSpan.FromSeconds(1), () => "still loaded");

        await server.Server.LoadAsync("tiny2");
        CommandResult remove = await server.RunAsync("rm", "tiny", "tiny2");
        Assert.That((remove.ExitCode, remove.Output), Is.EqualTo((0, "deleted 'tiny'\ndeleted 'tiny2'\n")));
        Assert.That((await server.RunAsync("list")).Output, Does.Contain("slow").And.Not.Contain("tiny"));
        Assert.That(Directory.GetFiles(Path.Combine(server.Store.Models, "blobs")), Has.Length.EqualTo(3), "weights, template and config of the one that is left");
    }

    [TestCase("list", TestName = "Ollama [01] the root is asked for first: list")]
    [TestCase("ps", TestName = "Ollama [01] the root is asked for first: ps")]
    [TestCase("show tiny", TestName = "Ollama [01] the root is asked for first: show")]
    [TestCase("run tiny hi", TestName = "Ollama [01] the root is asked for first: run")]
    [TestCase("stop tiny", TestName = "Ollama [01] the root is asked for first: stop")]
    [TestCase("pull 127.0.0.1:1/library/tiny", TestName = "Ollama [01] the root is asked for first: pull")]
    [TestCase("rm tiny", TestName = "Ollama [01] the root is asked for first: rm")]
    public async Task Every_command_begins_with_a_request_for_the_root(string command)
    {
        // A server for each, since lines of an earlier command come late; the start itself asks for GET /.
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        await server.RunAsync(command.Split(' '));

        string[] Own() => [.. Accesses(server).Where(line => !line.EndsWith("| GET      \"/\"", StringComparison.Ordinal))];
        await Poll.UntilAsync(() => Own().Length >= 2, TimeSpan.FromSeconds(5), () => server.Output);
        Assert.That(Own()[0], Does.EndWith("| HEAD     \"/\""));
    }

    [Test(Description = "30: a wheel turns behind the line while the registry makes one wait")]
    public async Task A_slow_registry_makes_the_wheel_turn()
    {
        await using var registry = new FakeRegistry { ManifestAfter = TimeSpan.FromMilliseconds(700) };
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());

        CommandResult pull = await server.RunAsync("pull", "--insecure", registry.Name);

        Assert.That(pull.ExitCode, Is.Zero);
        Assert.That(pull.Errors, Does.Match("\e\\[1Gpulling manifest [⠙⠹⠸] \e\\[K").And.Contain("success \e[K"), "no wheel at the end");
    }

    [Test(Description = "issues (ollama 10208): the columns of the tensors")]
    public async Task Show_prints_everything_when_asked()
    {
        CommandResult result = await OwnAsync("show", "-v", "tiny");

        Assert.That(result.Output, Does.Contain("\n\n  Metadata\n    general.alignment").And.Match(@"\n    general\.architecture +llama +\n"));
        Assert.That(result.Output, Does.Match(@"\n\n  Tensors\n(    \S+ +F32    \[\d+( \d+)*\] +\n)+\n"));
    }

    private static string[] Accesses(OllamaProcess server) => [.. server.Output.Split('\n').Where(l => l.StartsWith("[GIN]", StringComparison.Ordinal))];

    [Test(Description = "source: something else listens there")]
    public async Task What_is_no_model_server_is_an_error()
    {
        await using var registry = new FakeRegistry();
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = $"127.0.0.1:{registry.Port}" };

        CommandResult list = await OllamaProcess.RunAsync(environment, "list");

        Assert.That((list.ExitCode, list.Output, list.Errors), Is.EqualTo((1, "", "Error: something went wrong, please see the ollama server logs for details\n")));
    }

    [Test(Description = "25: run prints the answer")]
    public async Task Run_prints_the_answer()
    {
        CommandResult result = await OwnAsync("run", "tiny", "hi");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Match(@"^\S[^\n]*\n\n$"));
        Assert.That(result.Errors, Does.Match(WheelTurned + WheelGone + CursorShown), "once for the first word, and once more for each that follows");
    }

    [Test(Description = "issues (ollama 8128): the timings, on the error stream")]
    public async Task Run_prints_timings_when_asked()
    {
        CommandResult result = await OwnAsync("run", "tiny", "--verbose", "hi");

        Assert.That(result.Errors, Does.Match(
            @"total duration:       \S+\nload duration:        \S+\nprompt eval count:    \d+ token\(s\)\nprompt eval duration: \S+\nprompt eval rate:     [\d.]+ tokens/s\n"
            + @"eval count:           24 token\(s\)\neval duration:        \S+\neval rate:            [\d.]+ tokens/s\n"));
    }

    [Test(Description = "source: what comes in stands before the prompt")]
    public async Task Run_reads_its_input()
    {
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = (await Target.ServerAsync()).Authority };

        CommandResult without = await OllamaProcess.RunAsync(environment, "run", "tiny", "--verbose", "a b"), with = await OllamaProcess.RunWithInputAsync(environment, "c d", "run", "tiny", "--verbose", "a b");

        Assert.That(PromptTokens(with), Is.GreaterThan(PromptTokens(without)));
        Assert.That((await OllamaProcess.RunAsync(environment, "run", "tiny")).Output, Is.Empty, "nothing to say is only a load");
    }

    [TestCase("--format json", "^\\{.*\\}\n\n$", TestName = "Ollama [source] run: format json")]
    [TestCase("--format {\"type\":\"integer\"}", "^-?\\d+\n\n$", TestName = "Ollama [source] run: a schema")]
    public async Task Run_keeps_to_a_format(string flag, string output)
        => Assert.That((await OwnAsync(["run", "slow", .. flag.Split(' '), "hi"])).Output, Does.Match(output));

    [TestCase("run tiny --format xml hi", "Error: json: error calling MarshalJSON for type json.RawMessage: invalid character 'x' looking for beginning of value\n", TestName = "Ollama [source] run: a format that is none")]
    [TestCase("run tiny --keepalive 5 hi", "Error: time: missing unit in duration \"5\"\n", TestName = "Ollama [source] run: a keep-alive without a unit")]
    [TestCase("show --license --system tiny", "Error: only one of '--license', '--modelfile', '--parameters', '--system', or '--template' can be specified\n", TestName = "Ollama [source] show: two parts at once")]
    [TestCase("stop nosuch", "\e[?25l\e[?2026h\e[?25l\e[1G\e[K\e[?25h\e[?2026l\e[2K\e[1G\e[?25hError: couldn't find model \"nosuch\" to stop\n", TestName = "Ollama [07] stop: the wheel is gone before the error")]
    public async Task Ends_with(string arguments, string errors)
    {
        CommandResult result = await OwnAsync(arguments.Split(' '));

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Errors, Does.EndWith(errors));
    }

    [TestCase("--modelfile", "# Modelfile generated by \"ollama show\"\n", TestName = "Ollama [source] show: the modelfile alone")]
    [TestCase("--parameters", "num_ctx                        512\nnum_predict                    24\n", TestName = "Ollama [source] show: the parameters alone")]
    [TestCase("--template", "{{ .Prompt }}\n", TestName = "Ollama [source] show: the template alone")]
    [TestCase("--system", "\n", TestName = "Ollama [source] show: a system text that is not there")]
    public async Task Show_prints_one_part(string flag, string start)
        => Assert.That((await OwnAsync("show", flag, "tiny")).Output, Does.StartWith(start));

    [Test(Description = "source: the flag may be taken back")]
    public async Task A_flag_can_be_false()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());

        Assert.That((await server.RunAsync("pull", "--insecure=false", "127.0.0.1:1/library/tiny")).Errors, Does.Contain("Get \"https://127.0.0.1:1/"));
        Assert.That((await server.RunAsync("pull", "--insecure=true", "127.0.0.1:1/library/tiny")).Errors, Does.Contain("Get \"http://127.0.0.1:1/"));
    }

    [TestCase("serve", "OLLAMA_DEBUG OLLAMA_HOST OLLAMA_CONTEXT_LENGTH OLLAMA_KEEP_ALIVE OLLAMA_MAX_LOADED_MODELS OLLAMA_MAX_QUEUE OLLAMA_MODELS OLLAMA_NUM_PARALLEL OLLAMA_NOPRUNE OLLAMA_ORIGINS OLLAMA_SCHED_SPREAD OLLAMA_FLASH_ATTENTION OLLAMA_KV_CACHE_TYPE OLLAMA_LLM_LIBRARY OLLAMA_GPU_OVERHEAD OLLAMA_LOAD_TIMEOUT")]
    [TestCase("run", "OLLAMA_HOST OLLAMA_NOHISTORY")]
    [TestCase("list", "OLLAMA_HOST")]
    public async Task Help_names_the_variables(string command, string names)
    {
        string help = (await OllamaProcess.RunAsync(new Dictionary<string, string>(), command, "--help")).Output;

        string[] lines = help[(help.IndexOf("\n\nEnvironment Variables:\n", StringComparison.Ordinal) + 25)..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(string.Join(' ', lines.Select(l => l.Trim().Split(' ')[0])), Is.EqualTo(names));
    }

    private const string WheelTurned = @"^(\e\[\?2026h\e\[\?25l\e\[1G[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] \e\[K\e\[\?25h\e\[\?2026l)*";
    private const string WheelGone = @"\e\[\?25l\e\[\?2026h\e\[\?25l\e\[1G\e\[K\e\[\?25h\e\[\?2026l\e\[2K\e\[1G\e\[\?25h";
    private const string CursorShown = @"(\e\[\?25l\e\[\?25h){3,}$";

    private static int PromptTokens(CommandResult result) => int.Parse(result.Errors.Split("prompt eval count:")[1].Split("token")[0], null);

    private static async Task<CommandResult> OwnAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = (await Target.ServerAsync()).Authority };
        return await OllamaProcess.RunAsync(environment, arguments);
    }
}
