using System.Diagnostics;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>What the stand-in costs: start, memory, a health check. Bounds leave room for a busy machine.</summary>
public sealed class ResourceTests
{
    [SetUp]
    public void OfTheStandInOnly() => Target.NeedsStandIn();

    [Test]
    public async Task The_server_starts_at_once_and_is_small()
    {
        long start = Stopwatch.GetTimestamp();
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.WithModels());
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        await server.Server.LoadAsync("tiny");
        await server.RunAsync("stop", "tiny");

        long resident = OllamaProcess.ResidentMemory(server.Pid);
        CommandResult list = await server.RunAsync("list");

        TestContext.Out.WriteLine($"start to first answer {took.TotalMilliseconds:F0} ms, {resident / 1e6:F0} MB resident, ollama list {list.Took.TotalMilliseconds:F0} ms");
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(3)));
        Assert.That(resident, Is.LessThan(80L << 20));
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
