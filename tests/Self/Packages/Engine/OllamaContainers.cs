using FluentAssertions;
using NUnit.Framework;
using Testcontainers.Ollama;

namespace Archiv.Tests.Self.Packages.Engine;

[Category("Engine")]
public sealed class OllamaContainers
{
    private const string Image = "archiv.local/ollama/ollama:0.13.5";

    [Test]
    public async Task It_is_ready_when_its_version_answers()
    {
        await using var ollama = new OllamaBuilder(Image)
            .WithName(Given.Name("ollama"))
            .WithEntrypoint("/bin/sh", "-c")
            .WithCommand("sleep 1; exec ollama serve")
            .Build();

        await ollama.StartAsync();

        ollama.GetBaseAddress().Should().MatchRegex("^http://[^/]+:[0-9]+/$");
        using var http = new HttpClient { BaseAddress = new Uri(ollama.GetBaseAddress()) };
        (await http.GetStringAsync("api/version")).Should().Be("{\"version\":\"0.13.5\"}");
    }
}
