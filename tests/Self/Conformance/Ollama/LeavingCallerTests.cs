using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Callers that give up [12].</summary>
[Parallelizable]
public sealed class LeavingCallerTests
{
    [Test(Description = "12: nothing is loaded afterwards")]
    public async Task During_a_load_the_load_is_aborted()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_LOAD_BANDWIDTH", "5e6"));
        using TcpClient caller = await SendAsync(server, """{"model":"slow","prompt":"x"}""");
        await Poll.UntilAsync(() => server.Runners().Count == 1, TimeSpan.FromSeconds(5), () => server.Errors);

        caller.Close();

        await Poll.UntilAsync(() => server.Runners().Count == 0, TimeSpan.FromSeconds(2), () => server.Errors);
        Assert.That(await server.Server.NamesAsync(), Is.Empty);
        await Poll.UntilAsync(() => server.Output.Contains("| 499 |", StringComparison.Ordinal), TimeSpan.FromSeconds(2), () => server.Output);
        Assert.That(server.Errors, Does.Contain("level=WARN source=server.go:1345 msg=\"client connection closed before server finished loading, aborting load\""));
    }

    [Test(Description = "12: the runner stays and is free for the next")]
    public async Task During_a_generation_the_work_ends()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "2000"));
        using RunningStream running = await RunningStream.StartAsync(server.Server, "slow", 2000);
        int runner = server.Runners().Single();

        running.Leave();

        RawAnswer next = await server.Server.GenerateAsync("slow");
        Assert.That(long.Parse(next.Field("total_duration"), null), Is.LessThan(2_000_000_000));
        Assert.That(server.Runners().Single(), Is.EqualTo(runner));
    }

    [Test(Description = "12: in one piece it is an error in the access log, and the runner stays")]
    public async Task During_a_generation_in_one_piece_it_is_logged_as_an_error()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "2000"));
        await server.Server.LoadAsync("slow");
        int runner = server.Runners().Single();
        using TcpClient caller = await SendAsync(server, """{"model":"slow","prompt":"x","stream":false}""");
        await server.WorksAsync();

        caller.Close();

        await Poll.UntilAsync(() => server.Output.Contains("| 500 |", StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => server.Output);
        Assert.That((await server.Server.GenerateAsync("slow")).Status, Is.EqualTo(200));
        Assert.That(server.Runners().Single(), Is.EqualTo(runner));
    }

    [Test(Description = "issues (open-notebook 711): a line of its own and 500 in the access log; the place in the queue is free")]
    public async Task Behind_a_busy_runner_the_waiting_ends()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_ANSWER_TOKENS", "2000"), ("OLLAMA_DEBUG", "1"));
        using RunningStream running = await RunningStream.StartAsync(server.Server, "slow", 2000);
        using TcpClient caller = await SendAsync(server, """{"model":"slow","prompt":"x","stream":false}""");
        await Poll.UntilAsync(() => server.Errors.Split("msg=\"completion request\"").Length == 3, TimeSpan.FromSeconds(5), () => server.Errors);

        caller.Close();

        await Poll.UntilAsync(() => server.Output.Contains("| 500 |", StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => server.Output);
        Assert.That(server.Errors, Does.Match("level=INFO source=server.go:\\d+ msg=\"aborting completion request due to client closing the connection\""));
        running.Leave();
        Assert.That((await server.Server.GenerateAsync("slow")).Status, Is.EqualTo(200));
    }

    [Test(Description = "11: it no longer takes a place")]
    public async Task In_the_queue_the_place_becomes_free()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("OLLAMA_MAX_QUEUE", "1"), ("STANDIN_LOAD_BANDWIDTH", "15e6"));
        Task<RawAnswer> loading = server.Server.LoadAsync("slow");
        await Poll.UntilAsync(() => server.Runners().Count == 1, TimeSpan.FromSeconds(5), () => server.Errors);
        using (await SendAsync(server, """{"model":"tiny"}"""))
        {
            await Poll.UntilAsync(async () => (await server.Server.LoadAsync("tiny2")).Status == 503, TimeSpan.FromSeconds(5), () => server.Errors);
        }

        await Poll.UntilAsync(() => server.Output.Contains("| 499 |", StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => server.Output);
        Assert.That((await server.Server.LoadAsync("tiny2")).Status, Is.EqualTo(200));
        Assert.That((await loading).Status, Is.EqualTo(200));
    }

    private static async Task<TcpClient> SendAsync(OllamaProcess server, string body)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Server.Host, server.Server.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"POST /api/generate HTTP/1.1\r\nHost: x.local\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        return client;
    }
}
