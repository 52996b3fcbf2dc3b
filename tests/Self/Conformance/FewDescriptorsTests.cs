using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Archiv.Tests.Self.Conformance.Ollama;
using Archiv.Tests.Self.Conformance.Toxiproxy;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance;

/// <summary>More callers than file descriptors: the servers keep them waiting, as a program of Go does, and live on.</summary>
[Parallelizable]
public sealed class FewDescriptorsTests
{
    private const int Descriptors = 200;
    private const int Callers = 260;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task The_model_server_must_answer_when_the_crowd_has_left()
    {
        using var store = TestStore.Empty();
        await Survives(port => $"HOME={store.Home} OLLAMA_HOST=127.0.0.1:{port} exec {OllamaProcess.Program} serve", "/api/version");
    }

    [Test]
    public Task The_fault_proxy_must_answer_when_the_crowd_has_left() =>
        Survives(port => $"exec {ProxyServer.PathOf("toxiproxy-server")} -port {port}", "/version");

    private static async Task Survives(Func<int, string> command, string path)
    {
        var port = OllamaProcess.FreePort();
        using var server = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"ulimit -n {Descriptors}; {command(port)} >/dev/null 2>&1"]))!;
        try
        {
            await Answers(port, path);
            List<Socket> crowd = [];
            for (var caller = 0; caller < Callers; caller++)
            {
                crowd.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
                await crowd[^1].ConnectAsync(IPAddress.Loopback, port);
            }

            server.HasExited.Should().BeFalse("those whom it cannot take wait");
            crowd.ForEach(caller => caller.Dispose());

            await Answers(port, path);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task Answers(int port, string path)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.Seen(
            $"an answer to GET {path}",
            async () =>
            {
                try
                {
                    return (await http.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"))).StatusCode;
                }
                catch (Exception none) when (none is HttpRequestException or TaskCanceledException)
                {
                    return (HttpStatusCode)0;
                }
            },
            status => status == HttpStatusCode.OK,
            Patience);
    }
}
