using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Many large bodies at a time: answered with the memory that the stack gives its model server, and then given back.</summary>
public sealed class LargeBodyTests
{
    private const long Idle = 80L << 20;

    // What the runtime takes for itself of a container with 512 MB.
    private static readonly (string, string) Limit = ("DOTNET_GCHeapHardLimit", "0x18000000");

    [SetUp]
    public void OfTheStandInOnly() => Target.NeedsStandIn();

    [TestCase("nosuch", 404, TestName = "Ollama [source] eight bodies of 20 MB for no model")]
    [TestCase("tiny", 200, TestName = "Ollama [source] eight prompts of 20 MB")]
    public async Task Are_answered_and_leave_no_memory(string model, int status)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, Limit);
        byte[] body = Encoding.ASCII.GetBytes($$"""{"model":"{{model}}","raw":true,"stream":false,"options":{"num_predict":1},"prompt":"{{new string('a', 20_000_000)}}"}""");
        byte[] request = [.. Encoding.ASCII.GetBytes($"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RawHttp.SendAsync(server.Server, request)));

        long seen = 0;
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(status), server.Errors);
        await Poll.UntilAsync(() => (seen = OllamaProcess.ResidentMemory(server.Pid)) < Idle, TimeSpan.FromSeconds(10), () => $"{seen / 1e6:F0} MB");
    }
}
