using System.Security.Cryptography.X509Certificates;
using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>HTTP_PROXY, HTTPS_PROXY and NO_PROXY, as Go's programs read them (documentation of golang.org/x/net/http/httpproxy). Only the proxy knows the name registry.test.</summary>
[Parallelizable]
public sealed class ProxyTests
{
    private const string Model = "registry.test/library/tiny", Manifest = "://registry.test/v2/library/tiny/manifests/latest";

    [TestCase("", "", TestName = "Ollama [docs] https goes through a tunnel")]
    [TestCase("someone:p%40ss@", "someone:p@ss", TestName = "Ollama [docs] https goes through a tunnel, with a user and a password")]
    [TestCase("someone@", "someone:", TestName = "Ollama [docs] https goes through a tunnel, with a user alone")]
    public async Task Https_is_tunnelled(string user, string login)
    {
        using X509Certificate2 certificate = FakeRegistry.Certificate("registry.test");
        await using var registry = new FakeRegistry(certificate: certificate);
        await using var proxy = new FakeProxy(registry.Port);
        await using OllamaProcess server = await TrustingAsync([certificate], ("HTTPS_PROXY", $"http://{user}{proxy.Authority}"));

        CommandResult pull = await server.RunAsync("pull", Model);

        Assert.That(pull.ExitCode, Is.Zero, pull.Errors);
        Assert.That(registry.Requests, Has.Count.EqualTo(10), "the manifest, and three requests for each of three blobs");
        string authorization = login.Length > 0 ? $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}\r\n" : "";
        Assert.That(proxy.Heads, Has.Count.EqualTo(10).And.All.EqualTo($"CONNECT registry.test:443 HTTP/1.1\r\nHost: registry.test:443\r\nUser-Agent: Go-http-client/1.1\r\n{authorization}\r\n"));
    }

    [Test(Description = "docs: the proxy itself is spoken to by TLS")]
    public async Task A_proxy_may_have_a_certificate()
    {
        using X509Certificate2 certificate = FakeRegistry.Certificate("registry.test"), own = FakeRegistry.Certificate("localhost");
        await using var registry = new FakeRegistry(certificate: certificate);
        await using var proxy = new FakeProxy(registry.Port, own);
        await using OllamaProcess server = await TrustingAsync([certificate, own], ("HTTPS_PROXY", $"https://{proxy.Authority.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}"));

        CommandResult pull = await server.RunAsync("pull", Model);

        Assert.That(pull.ExitCode, Is.Zero, pull.Errors);
        Assert.That(proxy.Heads, Has.Count.EqualTo(10));
    }

    [TestCase("http://", TestName = "Ollama [docs] http names the whole address, the proxy's is one")]
    [TestCase("", TestName = "Ollama [docs] http names the whole address, the proxy's is a host and a port")]
    public async Task Http_is_forwarded(string scheme)
    {
        await using var registry = new FakeRegistry();
        await using var proxy = new FakeProxy(registry.Port);
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTP_PROXY", $"{scheme}someone:secret@{proxy.Authority}"));

        CommandResult pull = await server.RunAsync("pull", "--insecure", Model);

        Assert.That(pull.ExitCode, Is.Zero, pull.Errors);
        Assert.That(proxy.Heads, Has.Count.EqualTo(10).And.All.Contains("\r\nHost: registry.test\r\n").And.All.Contains("\r\nProxy-Authorization: Basic c29tZW9uZTpzZWNyZXQ=\r\n"));
        Assert.That(proxy.Heads.First(), Does.StartWith($"GET http{Manifest} HTTP/1.1\r\n"));
    }

    [TestCase("HTTP/1.1 403 Forbidden by the house\r\n\r\n", "Forbidden by the house", TestName = "Ollama [docs] a proxy that refuses")]
    [TestCase("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "Proxy Authentication Required", TestName = "Ollama [docs] a proxy that wants to know who asks")]
    [TestCase("", "unexpected EOF", TestName = "Ollama [docs] a proxy that closes")]
    public async Task A_tunnel_that_is_refused(string answer, string error)
    {
        await using var proxy = new FakeProxy { Refusal = answer };
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTPS_PROXY", proxy.Authority));

        await FailsAsync(server, $"Get \"https{Manifest}\": {error}");

        Assert.That(proxy.Heads, Has.Count.EqualTo(1));
    }

    [Test(Description = "docs: for http it is the registry's answer")]
    public async Task A_request_that_is_refused()
    {
        await using var proxy = new FakeProxy { Refusal = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nnone" };
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTP_PROXY", proxy.Authority));

        await FailsAsync(server, "502: none", "--insecure");
    }

    [Test(Description = "issues (ollama 6550): of the proxy it is said that it cannot be reached")]
    public async Task A_proxy_that_is_not_there()
    {
        string nobody = $"127.0.0.1:{OllamaProcess.FreePort()}";
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTPS_PROXY", nobody), ("HTTP_PROXY", nobody));

        await FailsAsync(server, $"Get \"https{Manifest}\": proxyconnect tcp: dial tcp {nobody}: connect: connection refused");
        await FailsAsync(server, $"Get \"http{Manifest}\": proxyconnect tcp: dial tcp {nobody}: connect: connection refused", "--insecure");
    }

    [Test(Description = "issues: the usual slip of a pen")]
    public async Task A_proxy_without_tls_that_is_called_by_https()
    {
        await using var proxy = new FakeProxy();
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTPS_PROXY", "https://" + proxy.Authority));

        await FailsAsync(server, $"Get \"https{Manifest}\": proxyconnect tcp: tls: first record does not look like a TLS handshake");
    }

    [TestCase("HTTPS_PROXY", "https_proxy", 1, 0, TestName = "Ollama [docs] the variable in capitals wins")]
    [TestCase("HTTP_PROXY", "https_proxy", 0, 1, TestName = "Ollama [docs] the variable in small letters counts, and the scheme chooses")]
    [TestCase("HTTP_PROXY", "http_proxy", 0, 0, TestName = "Ollama [docs] https does not go through the proxy for http")]
    public async Task Which_variable_counts(string first, string second, int ofFirst, int ofSecond)
    {
        await using FakeProxy one = new() { Refusal = "" }, two = new() { Refusal = "" };
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), (first, one.Authority), (second, two.Authority));

        await server.RunAsync("pull", Model);

        Assert.That((one.Heads.Count, two.Heads.Count), Is.EqualTo((ofFirst, ofSecond)));
    }

    [Test(Description = "docs: this machine is never called through a proxy")]
    public async Task A_registry_on_this_machine_is_called_directly()
    {
        await using var registry = new FakeRegistry();
        await using var proxy = new FakeProxy { Refusal = "" };
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("HTTPS_PROXY", proxy.Authority), ("HTTP_PROXY", proxy.Authority));

        Assert.That((await server.RunAsync("pull", "--insecure", registry.Name)).ExitCode, Is.Zero);
        Assert.That((await server.RunAsync("pull", "--insecure", registry.Name.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))).ExitCode, Is.Zero);
        Assert.That(proxy.Heads, Is.Empty);
    }

    // The command line reads the same variables for its own calls, so that no server is needed here.
    [TestCase("registry.test", "", true)]
    [TestCase("registry.test", "registry.test", false)]
    [TestCase("registry.test", "other.test, Registry.TEST ,", false)]
    [TestCase("registry.test", "test", false)]
    [TestCase("registry.test", ".test", false)]
    [TestCase("registry.test", "*.test", false)]
    [TestCase("registry.test", ".registry.test", true)]
    [TestCase("registry.test", "*.registry.test", true)]
    [TestCase("registry.test", "try.test", true)]
    [TestCase("a.registry.test", "registry.test", false)]
    [TestCase("registry.test", "*", false)]
    [TestCase("registry.test", "other.test,*", false)]
    [TestCase("registry.test", "registry.*", true)]
    [TestCase("registry.test:81", "registry.test:81", false)]
    [TestCase("registry.test:81", "registry.test:82", true)]
    [TestCase("registry.test:81", ":81", true)]
    [TestCase("0.0.0.0:1", "", true)]
    [TestCase("0.0.0.0:1", "0.0.0.0", false)]
    [TestCase("0.0.0.0:1", "0.0.0.0:1", false)]
    [TestCase("0.0.0.0:1", "0.0.0.0:2", true)]
    [TestCase("0.0.0.0:1", "0.0.0.1", true)]
    [TestCase("0.0.0.0:1", "0.255.3.4/8", false)]
    [TestCase("0.0.0.0:1", "0.0.0.2/31", true)]
    [TestCase("0.0.0.0:1", "0.0.0.0/33", true)]
    [TestCase("0.0.0.0:1", "0.0.0.0/-1", true)]
    [TestCase("registry.test:81", "[]:81", true)]
    [TestCase("0.0.0.0:1", "::/0", true)]
    [TestCase("127.8.8.8:1", "", false)]
    [TestCase("[::1]:1", "", false)]
    [TestCase("localhost:1", "", false)]
    public async Task Who_is_an_exception(string host, string exceptions, bool proxied)
    {
        await using var proxy = new FakeProxy { Refusal = "" };
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = "http://" + host, ["HTTP_PROXY"] = proxy.Authority, ["NO_PROXY"] = exceptions };

        await OllamaProcess.RunAsync(environment, "list");

        Assert.That(!proxy.Heads.IsEmpty, Is.EqualTo(proxied));
    }

    [Test(Description = "issues (ollama 4674, 4834): 0.0.0.0, as in the image, is not this machine for a proxy")]
    public async Task The_command_line_too_goes_through_a_proxy()
    {
        await using var proxy = new FakeProxy { Refusal = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\n" };
        await using OllamaProcess server = await OllamaProcess.StartAsync();
        var environment = new Dictionary<string, string> { ["OLLAMA_HOST"] = $"0.0.0.0:{server.Server.Port}", ["HTTP_PROXY"] = proxy.Authority };

        CommandResult through = await OllamaProcess.RunAsync(environment, "list");
        environment["NO_PROXY"] = "0.0.0.0";
        CommandResult past = await OllamaProcess.RunAsync(environment, "list");

        Assert.That((through.ExitCode, through.Errors), Is.EqualTo((1, "Error: something went wrong, please see the ollama server logs for details\n")));
        Assert.That(proxy.Heads.Single(), Does.StartWith($"HEAD http://0.0.0.0:{server.Server.Port}/ HTTP/1.1\r\n"));
        Assert.That(past.ExitCode, Is.Zero);
        Assert.That(past.Output, Does.Contain("tiny:latest"));
    }

    private static async Task<OllamaProcess> TrustingAsync(X509Certificate2[] certificates, params (string Name, string Value)[] environment)
    {
        TestStore store = TestStore.Empty();
        string file = Path.Combine(store.Home, "ca.crt");
        await File.WriteAllTextAsync(file, string.Join('\n', certificates.Select(c => c.ExportCertificatePem())));
        return await OllamaProcess.StartAsync(store, [("SSL_CERT_FILE", file), .. environment]);
    }

    private static async Task FailsAsync(OllamaProcess server, string error, params string[] flags)
    {
        CommandResult pull = await server.RunAsync(["pull", .. flags, Model]);

        Assert.That((pull.ExitCode, pull.Errors.TrimEnd('\n').Split('\n')[^1]), Is.EqualTo((1, "Error: pull model manifest: " + error)));
    }
}
