using FluentAssertions;
using NUnit.Framework;
using Testcontainers.Ollama;

namespace Archiv.Tests.Self.Packages.Engine;

[Category("Engine")]
public sealed class OllamaContainers
{
    private const string Script = "mkdir -p /w/api; sleep 1; echo '{}' > /w/api/version; exec busybox httpd -f -p 11434 -h /w";

    [Test]
    public async Task It_is_ready_when_its_version_answers()
    {
        await using var ollama = new OllamaBuilder(Given.Image)
            .WithName(Given.Name("ollama"))
            .WithEntrypoint("/bin/sh", "-c")
            .WithCommand(Script)
            .WithCreateParameterModifier(parameters => parameters.HostConfig!.Init = true)
            .Build();

        await ollama.StartAsync();

        ollama.GetBaseAddress().Should().MatchRegex("^http://[^/]+:[0-9]+/$");
        using var http = new HttpClient { BaseAddress = new Uri(ollama.GetBaseAddress()) };
        (await http.GetStringAsync("api/version")).Should().Be("{}\n");
    }
}
