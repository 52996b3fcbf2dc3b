using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary><c>ollama run MODEL</c> at a terminal (documentation of the command line).</summary>
[Parallelizable]
public sealed class ConversationTests
{
    private OllamaProcess _server = null!;
    private Listener _listener = null!;

    [SetUp]
    public async Task StartAServer()
    {
        _server = await OllamaProcess.StartAsync();
        _listener = new Listener(_server.Server);
    }

    [TearDown]
    public async Task StopTheServer()
    {
        _listener?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test(Description = "docs: the model is loaded first, then each question carries all that was said")]
    public async Task Every_question_carries_what_was_said()
    {
        using Terminal terminal = await TalkAsync();
        string loaded = await _server.Server.NamesAsync();

        string first = Answer(await terminal.SaysAsync("hello"), "hello"), second = Answer(await terminal.SaysAsync("  and again  "), "again");

        Assert.That(loaded, Is.EqualTo("tiny:latest"));
        Assert.That(_listener.Requests.Select(r => r.Path), Is.EqualTo((string[])["/", "/api/show", "/api/generate", "/api/chat", "/api/chat"]));
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["user: hello", "assistant: " + first, "user:   and again  "]), "a line is said as it was typed");
        Assert.That(second, Is.Not.Empty);
        Assert.That(await terminal.LeavesAsync("/bye\n"), Is.Zero);
    }

    [TestCase("/bye\n", TestName = "Ollama [docs] a conversation ends: /bye")]
    [TestCase("/bye bye\n", TestName = "Ollama [source] a conversation ends: more behind /bye")]
    [TestCase("/exit\n", TestName = "Ollama [issues (ollama 6728)] a conversation ends: /exit")]
    [TestCase(Terminal.CtrlD, TestName = "Ollama [docs] a conversation ends: Ctrl-D")]
    public async Task It_ends(string keys)
    {
        using Terminal terminal = await TalkAsync();

        Assert.That(await terminal.LeavesAsync(keys), Is.Zero);
        Assert.That(_listener.Chats, Is.Empty);
    }

    [Test(Description = "docs: three quotes begin and end a text of several lines")]
    public async Task A_text_may_have_several_lines()
    {
        using Terminal terminal = await TalkAsync();

        terminal.Type("\"\"\"first\n");
        await terminal.SeesAsync("... ");
        terminal.Type("/second\n");
        await terminal.SeesAsync("... ");
        await terminal.SaysAsync("third\"\"\"");
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["user: first\n/second\nthird"]));

        await terminal.SaysAsync("/clear");
        await terminal.SaysAsync("\"\"\"in one\"\"\"");
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["user: in one"]));

        terminal.Type("/set system \"\"\"Be brief.\n");
        await terminal.SeesAsync("... ");
        await terminal.SaysAsync("/bye\"\"\"");
        await terminal.SaysAsync("\"\"\"\"\"\"quoted\"\"\"");
        Assert.That(_listener.LastMessages[^2..], Is.EqualTo((string[])["system: Be brief.\n/bye", "user: \"\"\"quoted"]));
    }

    [Test(Description = "issues (ollama 6461, 3947): what was said is forgotten, the system message is not")]
    public async Task Clear_forgets()
    {
        using Terminal terminal = await TalkAsync();
        await terminal.SaysAsync("/set system Be long.");
        await terminal.SaysAsync("/set system   Be   \"brief\".");
        await terminal.SaysAsync("hello");
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["system: Be \"brief\".", "user: hello"]), "the second one takes the place of the first");

        string cleared = await terminal.SaysAsync("/clear now");
        await terminal.SaysAsync("who?");

        Assert.That(cleared, Does.EndWith("\nCleared session context\n"));
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["system: Be \"brief\".", "user: who?"]));
        Assert.That(await terminal.SaysAsync("/show system"), Does.EndWith("\nBe \"brief\".\n"));

        await terminal.SaysAsync("/set system Be kind.");
        await terminal.SaysAsync("so?");
        Assert.That(_listener.LastMessages[^2..], Is.EqualTo((string[])["system: Be kind.", "user: so?"]), "said where the conversation stands");
        await terminal.SaysAsync("/load tiny2");
        await terminal.SaysAsync("new");
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["user: new"]), "another model is told nothing");
    }

    [Test(Description = "docs: options and the form of answers hold from the next question on")]
    public async Task Set_changes_the_next_questions()
    {
        using Terminal terminal = await TalkAsync();
        foreach (string line in (string[])["num_predict 5", "temperature 0.5", "stop a b", "use_mmap true"])
        {
            await terminal.SaysAsync("/set parameter " + line);
        }

        await terminal.SaysAsync("/set format json");
        await terminal.SaysAsync("hello");
        Assert.That(_listener.Chats[^1]["options"]!.ToJsonString(), Is.EqualTo("""{"num_predict":5,"stop":["a","b"],"temperature":0.5,"use_mmap":true}"""));
        Assert.That(_listener.Chats[^1]["format"]!.ToString(), Is.EqualTo("json"));

        await terminal.SaysAsync("/set noformat");
        await terminal.SaysAsync("/set parameter num_predict lots");
        await terminal.SaysAsync("/set parameter nosuch 1");
        await terminal.SaysAsync("/set nohistory");
        await terminal.SaysAsync("/set history");
        await terminal.SaysAsync("again");
        Assert.That(_listener.Chats[^1]["options"]!.ToJsonString(), Does.Contain("\"num_predict\":5").And.Not.Contain("nosuch"));
        Assert.That(_listener.Chats[^1]["format"], Is.Null);
        Assert.That(await terminal.SaysAsync("/show parameters"), Does.Contain("\nnum_ctx                        512\n").And.Contain("\ntemperature                    0.5\n"));
    }

    [Test(Description = "docs: timings after each answer, while they are wanted")]
    public async Task Timings_come_and_go()
    {
        using Terminal terminal = await TalkAsync();

        string before = await terminal.SaysAsync("one");
        await terminal.SaysAsync("/set verbose please");
        string verbose = await terminal.SaysAsync("two");
        await terminal.SaysAsync("/set quiet");
        string quiet = await terminal.SaysAsync("three");

        Assert.That((before + quiet).Contains("eval rate", StringComparison.Ordinal), Is.False);
        Assert.That(verbose, Does.Match(@"\n\ntotal duration:       \S+\n(.+\n){6}eval rate:            [\d.]+ tokens/s\n"));
    }

    [Test(Description = "docs: the flags hold for the whole conversation")]
    public async Task Flags_hold_for_every_question()
    {
        using Terminal terminal = await TalkAsync("--verbose --keepalive 7m --format json");

        string shown = await terminal.SaysAsync("hello") + await terminal.SaysAsync("again");

        Assert.That(shown.Split("\neval rate:"), Has.Length.EqualTo(3));
        Assert.That(_listener.Chats.Select(c => $"{c["keep_alive"]} {c["format"]}"), Is.EqualTo((string[])["7m0s json", "7m0s json"]));
        Assert.That(_listener.Requests.Single(r => r.Path == "/api/generate").Body, Does.Contain("\"keep_alive\":\"7m0s\""));
    }

    [TestCase("info", "  Model\n    architecture        llama ", TestName = "Ollama [docs] /show info")]
    [TestCase("modelfile", "# Modelfile generated by \"ollama show\"\n", TestName = "Ollama [docs] /show modelfile")]
    [TestCase("parameters", "num_ctx                        512\n", TestName = "Ollama [docs] /show parameters")]
    [TestCase("template", "{{ .Prompt }}\n", TestName = "Ollama [docs] /show template")]
    [TestCase("license", "\n", TestName = "Ollama [docs] /show license")]
    [TestCase("system", "\n", TestName = "Ollama [docs] /show system")]
    public async Task Show_prints(string part, string start)
    {
        using Terminal terminal = await TalkAsync();

        Assert.That(await terminal.SaysAsync("/show " + part), Does.StartWith($"/show {part}\n{start}"));
        Assert.That(await terminal.SaysAsync("/show"), Does.Contain($"  /show {part} "));
    }

    [TestCase("/?", "/set /show /load /list /clear /bye /?,")]
    [TestCase("/help", "/set /show /load /list /clear /bye /?,")]
    [TestCase("/? /show", "info license modelfile parameters system template")]
    [TestCase("/set", "parameter system history nohistory format noformat verbose quiet")]
    [TestCase("/set parameter", "parameter system history nohistory format noformat verbose quiet")]
    [TestCase("/set parameter num_ctx", "parameter system history nohistory format noformat verbose quiet")]
    [TestCase("/set format xml", "parameter system history nohistory format noformat verbose quiet")]
    [TestCase("/load", "/set /show /load /list /clear /bye /?,")]
    public async Task Help_names_the_commands(string line, string names)
    {
        using Terminal terminal = await TalkAsync();

        string help = await terminal.SaysAsync(line);

        string[] lines = [.. help.Split('\n').Where(l => l.StartsWith("  /", StringComparison.Ordinal))];
        Assert.That(help, Does.Contain("Available Commands:\n"));
        Assert.That(lines.Select(l => l.Trim().Split(' ')[names[0] == '/' ? 0 : 1]), Is.EqualTo(names.Split(' ')));
    }

    [Test(Description = "issues (ollama 4361): the models that are there")]
    public async Task List_prints_as_the_command_does()
    {
        using Terminal terminal = await TalkAsync();

        string all = await terminal.SaysAsync("/list"), some = await terminal.SaysAsync("/list tiny2");

        Assert.That(all, Does.Match(@"\nNAME +ID +SIZE +MODIFIED +\n(.+\n)*tiny:latest +[0-9a-f]{12} "));
        Assert.That(some, Does.Contain("tiny2:latest ").And.Not.Contain("tiny:latest "));
    }

    [TestCase("/nosuch thing", "/nosuch")]
    [TestCase("/set nosuch thing", "/set nosuch")]
    [TestCase("/show nosuch thing", "/show nosuch")]
    public async Task An_unknown_command_is_told_so(string line, string command)
    {
        using Terminal terminal = await TalkAsync();

        Assert.That(await terminal.SaysAsync(line), Does.EndWith($"\nUnknown command '{command}'. Type /? for help\n"));
        Assert.That(await terminal.SaysAsync(""), Is.EqualTo("\n"));
        Assert.That(_listener.Chats, Is.Empty);
    }

    [Test(Description = "issues (ollama 6487), PR 9576: one that is not there does not end the conversation")]
    public async Task Load_changes_the_model()
    {
        using Terminal terminal = await TalkAsync();
        await terminal.SaysAsync("hello");

        Assert.That(await terminal.SaysAsync("/load nosuch"), Does.StartWith("/load nosuch\nLoading model 'nosuch'\n").And.Contain("model 'nosuch' not found\n"));
        await terminal.SaysAsync("still there?");
        Assert.That((_listener.Chats[^1]["model"]!.ToString(), _listener.LastMessages.Length), Is.EqualTo(("tiny", 3)));

        await terminal.SaysAsync("/load tiny2");
        await terminal.SaysAsync("hello");
        Assert.That(_listener.Chats[^1]["model"]!.ToString(), Is.EqualTo("tiny2"));
        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["user: hello"]));
    }

    [Test(Description = "docs: Ctrl-C at the prompt says how to leave, and drops a text of several lines")]
    public async Task Interrupted_at_the_prompt_it_says_how_to_leave()
    {
        using Terminal terminal = await TalkAsync();

        terminal.Type("half a ");
        terminal.Type(Terminal.CtrlC);
        Assert.That(await terminal.SeesAsync(Terminal.Prompt), Does.Contain("Ctrl + d or /bye"));
        terminal.Type("\"\"\"forget\n");
        await terminal.SeesAsync("... ");
        terminal.Type(Terminal.CtrlC);
        await terminal.SeesAsync(Terminal.Prompt);
        await terminal.SaysAsync("whole");

        Assert.That(_listener.LastMessages, Is.EqualTo((string[])["user: whole"]));
        Assert.That(await terminal.LeavesAsync(Terminal.CtrlD), Is.Zero);
    }

    [Test(Description = "docs: Ctrl-C in an answer stops it, and the model is free")]
    public async Task Interrupted_in_an_answer_it_stops_and_goes_on()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "3000"));
        using var terminal = new Terminal(server.Server.Authority, "run slow");
        await terminal.SeesAsync(Terminal.Prompt);
        terminal.Type("tell me everything\n");
        await server.WorksAsync();

        terminal.Type(Terminal.CtrlC);
        string stopped = await terminal.SeesAsync(Terminal.Prompt);
        await terminal.SaysAsync("/set parameter num_predict 3");
        string next = await terminal.SaysAsync("briefly");

        Assert.That(stopped, Does.EndWith("\n\n").And.Not.Contain("Ctrl + d"));
        Assert.That(Answer(next, "briefly"), Is.Not.Empty);
        Assert.That(await terminal.LeavesAsync("/bye\n"), Is.Zero);
    }

    [Test(Description = "docs: a server that goes away ends it")]
    public async Task A_failure_ends_it()
    {
        using var terminal = new Terminal(_server.Server.Authority, "run tiny");
        await terminal.SeesAsync(Terminal.Prompt);
        await _server.EndAsync("TERM");

        Assert.That(await terminal.LeavesAsync("hello\n"), Is.EqualTo(1));
        Assert.That(terminal.Shown, Does.Match(@"Error: .*\n$"));
    }

    private async Task<Terminal> TalkAsync(string flags = "")
    {
        var terminal = new Terminal(_listener.Authority, $"run tiny {flags}");
        await terminal.SeesAsync(Terminal.Prompt);
        return terminal;
    }

    /// <summary>What was shown without what was typed, the wheel and the blank line.</summary>
    private static string Answer(string shown, string typed) => System.Text.RegularExpressions.Regex.Replace(shown[(shown.IndexOf(typed, StringComparison.Ordinal) + typed.Length)..], "\e\\[[0-9;?]*[a-zA-Z]|[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] ", "").Trim();
}
