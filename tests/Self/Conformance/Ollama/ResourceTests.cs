using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>What the stand-in costs: start and memory.</summary>
public sealed class ResourceTests
{
    [SetUp]
    public void OfTheStandInOnly() => Target.NeedsStandIn();

    [Test]
    public async Task The_server_starts_at_once()
    {
        List<double> seconds = [];
        for (int i = 0; i < 3; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        await TestContext.Out.WriteLineAsync($"start to first answer: {string.Join(", ", seconds.Select(s => $"{s:F2} s"))}");
        Assert.That(seconds.Min(), Is.LessThan(1), "the best of three: a busy machine is slow at times");
    }

    [Test]
    public async Task Hundreds_of_idle_and_fifty_active_connections_stay_below_80_MiB()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        List<TcpClient> idle = [];
        for (int i = 0; i < 400; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(server.Server.Host, server.Server.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(i % 2 == 0 ? "" : "GET / HT"));
            idle.Add(client);
        }

        long most = 0;
        Task<RawAnswer[]> active = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Server.GenerateAsync("tiny", 1)));
        await Poll.UntilAsync(() => (most = Math.Max(most, OllamaProcess.ResidentMemory(server.Pid))) > 0 && active.IsCompleted, TimeSpan.FromSeconds(60), () => server.Output);

        await TestContext.Out.WriteLineAsync($"{most / 1e6:F0} MB resident at most with 400 idle and 50 active connections");
        Assert.That((await active).Select(a => a.Status), Is.All.EqualTo(200));
        Assert.That(most, Is.LessThan(80L << 20));
        for (int i = 0; i < idle.Count; i++)
        {
            using TcpClient client = idle[i];
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes((i % 2 == 0 ? "GET / HT" : "") + "TP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            using var answer = new StreamReader(client.GetStream());
            Assert.That(await answer.ReadLineAsync(), Is.EqualTo("HTTP/1.1 200 OK"), $"connection {i} was held");
        }
    }

    [TestCase("cpu", 17, 19, TestName = "Ollama preset cpu: a search of 360 tokens in and 50 out takes some 18 s")]
    [Category("Slow")]
    public async Task The_preset_has_the_decisions_numbers(string preset, double least, double most)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_PRESET", preset));
        await server.Server.LoadAsync("slow");

        RawAnswer answer = await server.Server.PostAsync("/api/generate",
            $$$"""{"model":"slow","stream":false,"prompt":"{{{string.Concat(Enumerable.Repeat("abcd ", 358))}}}","options":{"num_predict":50}}""");

        Assert.That(long.Parse(answer.Field("total_duration"), null) / 1e9, Is.InRange(least, most));
    }
}
