using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>By which names the server may be called, and what the command line says of an address that leads nowhere.</summary>
public sealed class AddressTests
{
    [TestCase("localhost:11434", "HTTP/1.1 200 OK")]
    [TestCase("archiv.localhost", "HTTP/1.1 200 OK")]
    [TestCase("archiv.local", "HTTP/1.1 200 OK")]
    [TestCase("ollama.internal:80", "HTTP/1.1 200 OK")]
    [TestCase("127.0.0.1", "HTTP/1.1 200 OK")]
    [TestCase("[::1]:11434", "HTTP/1.1 200 OK")]
    [TestCase("192.168.4.7", "HTTP/1.1 200 OK")]
    [TestCase("8.8.8.8", "HTTP/1.1 403 Forbidden")]
    [TestCase("archiv.example", "HTTP/1.1 403 Forbidden")]
    [TestCase("localhost.example", "HTTP/1.1 403 Forbidden")]
    public async Task A_server_that_listens_on_this_machine_only_is_called_by_near_names(string host, string statusLine)
    {
        Target.NeedsStandIn();
        Uri server = await Target.ServerAsync();

        RawAnswer answer = await RawHttp.SendAsync(server, Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));

        Assert.That(answer.StatusLine, Is.EqualTo(statusLine));
    }

    [Test]
    public async Task A_host_that_has_no_address_is_named()
    {
        CommandResult list = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["OLLAMA_HOST"] = "nosuch.invalid" }, "list");

        Assert.That((list.ExitCode, list.Output), Is.EqualTo((1, "")));
        Assert.That(list.Errors, Does.StartWith("Error: Head \"http://nosuch.invalid:11434/\": dial tcp: lookup nosuch.invalid on "));
    }

    [Test]
    public async Task A_folder_in_the_address_comes_before_every_path()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync();

        CommandResult list = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["OLLAMA_HOST"] = $"{server.Server.Authority}/models/" }, "list");

        Assert.That((list.ExitCode, list.Output, list.Errors), Is.EqualTo((1, "", "Error: something went wrong, please see the ollama server logs for details\n")), "a HEAD has no text to show");
        await Poll.UntilAsync(() => server.Output.Contains("HEAD     \"/models/\"", StringComparison.Ordinal), TimeSpan.FromSeconds(5), () => server.Output);
    }

    [TestCase("abc", TestName = "Ollama [issues (ollama 8719)] a port that is no number")]
    [TestCase("99999", TestName = "Ollama [issues (ollama 8719)] a port that is too large")]
    public async Task A_port_that_is_none_is_warned_of(string port)
    {
        CommandResult help = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["OLLAMA_HOST"] = $"nosuch.invalid:{port}" }, "list");

        Assert.That(help.Errors, Does.Match($"^[\\d/]+ [\\d:]+ config.go:\\d+: WARN invalid port, using default port={port} default=11434\nError: Head \"http://nosuch.invalid:11434/\": "));
    }

    [TestCase("my host", "parse \"http://my host:11434/\": invalid character \" \" in host name")]
    [TestCase("a..b", "Head \"http://a..b:11434/\": dial tcp: lookup a..b: no such host")]
    public async Task A_host_that_is_none_is_told(string host, string error)
    {
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = host };

        CommandResult list = await OllamaProcess.RunAsync(environment, "list"), version = await OllamaProcess.RunAsync(environment, "--version");

        Assert.That((list.ExitCode, list.Errors), Is.EqualTo((1, $"Error: {error}\n")));
        Assert.That((version.ExitCode, version.Output), Is.EqualTo((0, "Warning: could not connect to a running Ollama instance\nWarning: client version is 0.13.5\n")));
    }

    [Test]
    public async Task A_server_without_tls_is_told_apart_from_none()
    {
        Uri server = await Target.ServerAsync();

        CommandResult list = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["OLLAMA_HOST"] = $"https://{server.Authority}" }, "list");

        Assert.That((list.ExitCode, list.Errors), Is.EqualTo((1, $"Error: Head \"https://{server.Authority}/\": http: server gave HTTP response to HTTPS client\n")));
    }
}
