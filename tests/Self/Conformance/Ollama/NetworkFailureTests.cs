using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Networks that do not lead to the registry: text, exit code and time [25, 30]. Server and command have a network or a name server of their own.</summary>
[Parallelizable]
public sealed class NetworkFailureTests
{
    private const string Far = "198.51.100.9", Prefix = "Error: pull model manifest: Get \"https://registry.ollama.ai/v2/library/tiny/manifests/latest\": dial tcp";

    /// <summary>One address, and everybody else behind a link where nobody listens.</summary>
    private const string Link = "ip link add v0 type veth peer name v1 && ip addr add 198.51.100.1/24 dev v0 && ip link set v0 up && ip link set v1 up";

    [SetUp]
    public Task NeedsTheRightToMount() => Isolation.NeededAsync();

    [Test(Description = "25, 30 R5")]
    public async Task No_network_and_a_name()
        => await FailsAsync("tiny", $"{Prefix}: lookup registry.ollama.ai on {Far}:53: dial udp {Far}:53: connect: network is unreachable", 0, 2, "true", Far);

    [Test(Description = "25")]
    public async Task No_network_and_an_address()
        => await FailsAsync("192.0.2.1/library/tiny", "Error: pull model manifest: Get \"https://192.0.2.1/v2/library/tiny/manifests/latest\": dial tcp 192.0.2.1:443: connect: network is unreachable", 0, 2, "true", Far);

    [Test(Description = "30 R8: nobody has that address")]
    public async Task No_route_to_the_host()
        => await FailsAsync($"{Far}/library/tiny", $"Error: pull model manifest: Get \"https://{Far}/v2/library/tiny/manifests/latest\": dial tcp {Far}:443: connect: no route to host", 2.5, 6, Link, Far);

    [Test(Description = "25: packets to the name server vanish, 10 s")]
    public async Task A_silent_name_server()
    {
        using UdpClient silent = Listen(out string address);

        await FailsAsync("tiny", $@"{Prefix}: lookup registry\.ollama\.ai on {address}:53: read udp 127\.0\.0\.1:\d+->{address}:53: i/o timeout", 9.5, 13, "", address, pattern: true);
    }

    [TestCase(3, "no such host", TestName = "Ollama [30 R4] a name that nobody has")]
    [TestCase(2, "server misbehaving", TestName = "Ollama [source] a name server that fails")]
    public async Task A_name_server_that_says_no(int code, string text)
    {
        using UdpClient server = Listen(out string address);
        _ = AnswerAsync(server, code);

        await FailsAsync("tiny", $"{Prefix}: lookup registry.ollama.ai on {address}:53: {text}", 0, 3, "", address);
    }

    /// <summary>A name server's port on an address that no other run has.</summary>
    private static UdpClient Listen(out string address)
    {
        address = $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}";
        try
        {
            return new UdpClient(new IPEndPoint(IPAddress.Parse(address), 53));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            Machine.Lacks("this user may not listen at port 53: run the tests as root, or let users have it as docs/ci.md says");
            throw;
        }
    }

    private static async Task AnswerAsync(UdpClient server, int code)
    {
        try
        {
            while (true)
            {
                UdpReceiveResult question = await server.ReceiveAsync();
                byte[] answer = question.Buffer;

                // The question again, as an answer, with recursion available and the code.
                (answer[2], answer[3]) = ((byte)(answer[2] | 0x80), (byte)(0x80 | code));
                await server.SendAsync(answer, question.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task FailsAsync(string model, string error, double least, double most, string network, string nameServer, bool pattern = false)
    {
        using TestStore store = TestStore.Empty();
        string resolver = Path.Combine(store.Home, "resolv.conf");
        await File.WriteAllTextAsync(resolver, $"nameserver {nameServer}\n");
        string script = (network.Length > 0 ? $"ip link set lo up && {network} && " : "") + $"mount --bind {resolver} /etc/resolv.conf || exit 99\n"
            + $"{OllamaProcess.Program} serve >/dev/null 2>&1 &\nuntil {OllamaProcess.Program} list >/dev/null 2>&1; do :; done\n"
            + $"date +%s.%N\n{OllamaProcess.Program} pull {model}\ncode=$?\ndate +%s.%N\nexit $code";

        CommandResult result = await OllamaProcess.RunIsolatedAsync(network.Length > 0 ? ["--net"] : [], script,
            new Dictionary<string, string> { ["HOME"] = store.Home, ["OLLAMA_HOST"] = $"127.0.0.1:{OllamaProcess.FreePort()}" });

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Errors);
        string last = result.Errors.TrimEnd('\n').Split('\n')[^1];
        Assert.That(last, pattern ? Does.Match($"^{error}$") : Is.EqualTo(error));
        double[] times = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        Assert.That(times[1] - times[0], Is.InRange(least, most), "seconds");
    }
}
