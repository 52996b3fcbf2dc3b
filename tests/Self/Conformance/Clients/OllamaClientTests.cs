using Archiv.Tests.Self.Conformance.Ollama;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Clients;

/// <summary>ollama, the JavaScript client of the model server's makers: every call of the contract.</summary>
[Category("Npm")]
public sealed class OllamaClientTests
{
    [Test]
    public async Task Every_call_of_ollama_works()
    {
        Target.NeedsStandIn();
        await using var server = await OllamaProcess.StartAsync();
        await using var registry = new FakeRegistry();

        await NpmClient.MustPassAsync(
            "ollama",
            ("SERVER", server.Server.ToString()),
            ("MODEL", "tiny"),
            ("SLOW", "slow"),
            ("REGISTRY_MODEL", registry.Name));
    }
}
