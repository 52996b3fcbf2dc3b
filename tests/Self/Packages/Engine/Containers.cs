using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages.Engine;

[Category("Engine")]
public sealed class Containers
{
    [Test]
    public async Task A_container_goes_through_its_life()
    {
        await using var network = new NetworkBuilder().WithName(Given.Name("network")).Build();
        await using var volume = new VolumeBuilder().WithName(Given.Name("volume")).Build();
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        await using var container = Given.Shell(Given.WebServer)
            .WithNetwork(network)
            .WithNetworkAliases("web")
            .WithVolumeMount(volume, "/data")
            .WithPortBinding(8080, assignRandomHostPort: true)
            .WithResourceMapping("Grüße"u8.ToArray(), "/etc/letters/deep/hello.txt")
            .WithOutputConsumer(Consume.RedirectStdoutAndStderrToStream(stdout, stderr))
            .WithWaitStrategy(Wait.ForUnixContainer()
                .UntilMessageIsLogged("started")
                .UntilHttpRequestIsSucceeded(request => request.ForPort(8080).ForPath("/index.html")))
            .Build();

        await container.StartAsync();

        using var http = new HttpClient();
        (await http.GetStringAsync($"http://{container.Hostname}:{container.GetMappedPublicPort(8080)}/index.html")).Should().Be("word\n");
        var ran = await container.ExecAsync(["/bin/sh", "-c", "cat /etc/letters/deep/hello.txt; echo oops >&2; exit 3"]);
        (ran.Stdout, ran.Stderr, ran.ExitCode).Should().Be(("Grüße", "oops\n", 3L));
        Encoding.UTF8.GetString(await container.ReadFileAsync("/etc/letters/deep/hello.txt")).Should().Be("Grüße");
        (await container.GetLogsAsync(timestampsEnabled: false)).Should().Be(("started\n", "careful\n"));

        await container.PauseAsync();
        container.State.Should().Be(TestcontainersStates.Paused);
        await container.UnpauseAsync();
        await container.StopAsync();
        Encoding.UTF8.GetString(stdout.ToArray()).Should().Be("started\n");
        Encoding.UTF8.GetString(stderr.ToArray()).Should().Be("careful\n");
    }

    [Test]
    public async Task A_terminal_merges_the_outputs()
    {
        await using var container = Given.Shell("echo out; echo err >&2").WithCreateParameterModifier(parameters => parameters.Tty = true).Build();

        await container.StartAsync();
        await container.GetExitCodeAsync();

        (await container.GetLogsAsync(timestampsEnabled: false)).Should().Be(("out\r\nerr\r\n", ""));
    }
}
