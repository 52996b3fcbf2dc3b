using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages.Engine;

[Category("Engine")]
public sealed class ComposeStacks
{
    [Test]
    public async Task A_stack_comes_up_answers_and_goes_down()
    {
        var folder = Directory.CreateTempSubdirectory("packages-");
        var file = Path.Combine(folder.FullName, "docker-compose.yml");
        await File.WriteAllTextAsync(file, $$"""
            services:
              web:
                image: {{Given.Image}}
                init: true
                entrypoint: ["/bin/sh", "-c"]
                command: ["mkdir /w; echo $${WORD} > /w/index.html; echo up; exec busybox httpd -f -p 8080 -h /w"]
                environment: ["WORD"]
                mem_limit: 64m
                volumes: ["data:/data"]
                healthcheck:
                  test: ["CMD", "busybox", "wget", "-qO-", "http://127.0.0.1:8080/index.html"]
                  interval: 500ms
            volumes:
              data:
            """);
        try
        {
            await using var stack = new ComposeBuilder(Given.Image)
                .WithComposeFile(file)
                .WithEnvironment("WORD", "Wort")
                .WithPull(false)
                .WithExposedService("web", 8080)
                .WithComposeUpOption("--wait", "--wait-timeout", "30", "--pull", "never")
                .Build();

            await stack.StartAsync();

            var web = stack.GetServiceContainer("web");
            web.Health.Should().Be(TestcontainersHealthStatus.Healthy);
            (await web.ExecAsync(["cat", "/w/index.html"])).Stdout.Should().Be("Wort\n");
            (await web.GetLogsAsync(timestampsEnabled: false)).Stdout.Should().Be("up\n");
            (await stack.ExecAsync(["docker", "compose", "ps", "--quiet"])).Stdout.Trim().Should().Be(web.Id);
            using var http = new HttpClient();
            (await http.GetStringAsync($"http://{stack.GetServiceHost("web", 8080)}:{stack.GetServicePort("web", 8080)}/index.html")).Should().Be("Wort\n");
            using var client = Given.Client();
            var inspected = await client.Containers.InspectContainerAsync(web.Id);
            inspected.HostConfig.Memory.Should().Be(64 << 20);
            inspected.Config.Labels["com.docker.compose.service"].Should().Be("web");
            var volume = inspected.Mounts.Single().Name!;

            await stack.StopAsync();

            var volumes = await client.Volumes.ListAsync();
            (volumes.Volumes ?? []).Select(one => one.Name).Should().NotContain(volume);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
