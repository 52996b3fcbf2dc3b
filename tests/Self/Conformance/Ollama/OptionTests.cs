using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Options of a request that change the answer or the log.</summary>
[Parallelizable]
public sealed class OptionTests
{
    private OllamaProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAServer() => _server = await OllamaProcess.StartAsync();

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test(Description = "source: the stop word is no part of the answer")]
    public async Task A_stop_word_ends_the_answer()
    {
        RawAnswer answer = await AskAsync("x", "\"stop\":[\"e\",\"a\",\"i\"]");

        Assert.That(answer.Field("response"), Does.Match("^[^eai]*$"));
        Assert.That(answer.Field("done_reason"), Is.EqualTo("stop"));
    }

    [Test(Description = "source: four tokens are the least")]
    public async Task A_context_has_four_tokens_at_least()
    {
        await AskAsync("x", "\"num_ctx\":1", "tiny2");

        Assert.That((int)(await _server.Server.LoadedAsync()).First(m => m!["name"]!.ToString() == "tiny2:latest")!["context_length"]!, Is.EqualTo(4));
    }

    [Test(Description = "issues (ollama 10368, deep-research 107): the beginning is kept, the middle goes, and the log says so")]
    public async Task A_prompt_that_is_too_long_is_cut()
    {
        RawAnswer answer = await AskAsync(string.Concat(Enumerable.Repeat("wort ", 2000)), "\"num_predict\":1");

        Assert.That((answer.Status, answer.Field("prompt_eval_count")), Is.EqualTo((200, "512")));
        Assert.That(_server.Errors, Does.Match(@"level=WARN source=runner\.go:\d+ msg=""truncating input prompt"" limit=512 prompt=\d{4} keep=[45] new=512\n"));
    }

    [Test(Description = "source")]
    public async Task An_unknown_option_is_warned_about()
    {
        await AskAsync("x", "\"num_predict\":1,\"penalize_newline\":true");

        Assert.That(_server.Errors, Does.Match(@"level=WARN source=types\.go:\d+ msg=""invalid option provided"" option=penalize_newline\n"));
    }

    [TestCase("X-Forwarded-For: 192.0.2.7, 192.0.2.8", "192.0.2.7", TestName = "Ollama [source] the access log names the caller that proxies tell of")]
    [TestCase("X-Real-IP: 192.0.2.9", "192.0.2.9", TestName = "Ollama [source] the access log names the caller by the other header")]
    [TestCase("X-Forwarded-For: nobody", "127.0.0.1", TestName = "Ollama [source] the access log names no caller that is none")]
    public async Task The_caller_in_the_access_log(string header, string logged)
    {
        string mark = "/nosuch-" + Guid.NewGuid().ToString("N");

        await RawHttp.SendAsync(_server.Server, "GET", mark, null, header + "\r\n");

        await Poll.UntilAsync(() => _server.Output.Contains(mark, StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => _server.Output);
        Assert.That(_server.Output, Does.Match($@"\| 404 \| [^|]+ \| +{logged.Replace(".", @"\.", StringComparison.Ordinal)} \| GET      ""{mark}"""));
    }

    [TestCase("example.org", 403, TestName = "Ollama [source] a foreign host name is refused on this machine's own address")]
    [TestCase("archiv.internal:80", 200, TestName = "Ollama [source] a local host name is served")]
    [TestCase("10.1.2.3", 200, TestName = "Ollama [source] an address for a host name is served")]
    public async Task The_host_of_a_request(string host, int status)
        => Assert.That((await RawHttp.SendAsync(_server.Server, System.Text.Encoding.ASCII.GetBytes($"GET /api/version HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))).Status, Is.EqualTo(status));

    [Test(Description = "source: a redirect to the clean path comes before everything else")]
    public async Task A_doubled_slash_is_not_in_the_access_log()
    {
        string mark = "/nosuch-" + Guid.NewGuid().ToString("N");

        await RawHttp.SendAsync(_server.Server, "GET", "/" + mark);
        await RawHttp.SendAsync(_server.Server, "GET", mark);

        await Poll.UntilAsync(() => _server.Output.Contains($"\"{mark}\"", StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => _server.Output);
        Assert.That(_server.Output, Does.Not.Contain($"\"/{mark}\""));
    }

    private Task<RawAnswer> AskAsync(string prompt, string options, string model = "tiny")
        => _server.Server.PostAsync("/api/generate", $$$"""{"model":"{{{model}}}","prompt":"{{{prompt}}}","stream":false,"options":{{{{options}}}}}""");
}
