using Docker.DotNet.Models;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages;

#pragma warning disable CA1861 // Expected values stand where they are expected.
public sealed class Mapping
{
    [Test]
    public async Task A_container_is_read_whole()
    {
        await using var engine = FakeEngine.Saying(200, Sample.Read("container.json"));
        using var client = engine.Connect();

        var container = await client.Containers.InspectContainerAsync("packages-sample");

        engine.Requests.Single().Target.Should().Be("/v1.41/containers/packages-sample/json");
        container.ID.Should().StartWith("d6c6298d9a75");
        container.Created.Should().Be(new DateTime(2026, 11, 21, 10, 11, 49, DateTimeKind.Utc).AddTicks(6033640));
        container.Created.Kind.Should().Be(DateTimeKind.Utc);
        container.RestartCount.Should().Be(0);
        container.State.Should().BeEquivalentTo(
            new { Status = "running", Running = true, Paused = false, OOMKilled = false, ExitCode = 0, Pid = 16857, FinishedAt = "0001-01-01T00:00:00Z" });
        container.State.Health!.Status.Should().Be("healthy");
        container.State.Health.Log.Should().HaveCount(3).And.OnlyContain(run => run.ExitCode == 0 && run.End > run.Start);
        container.HostConfig.Should().BeEquivalentTo(new
        {
            Memory = 64L << 20,
            MemorySwap = 128L << 20,
            NanoCPUs = 500_000_000L,
            PidsLimit = 100L,
            CapAdd = new[] { "CAP_NET_BIND_SERVICE" },
            CapDrop = new[] { "ALL" },
            ReadonlyRootfs = true,
            SecurityOpt = new[] { "no-new-privileges" },
            Privileged = false,
            NetworkMode = "packages-sample",
            PidMode = "",
            Binds = new[] { "packages-sample-data:/data" },
            Init = true,
        });
        container.HostConfig.RestartPolicy.Should().BeEquivalentTo(new { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 3 });
        container.HostConfig.LogConfig!.Config.Should().Contain("max-size", "1m");
        container.LogPath.Should().EndWith("-json.log");
        container.HostConfig.Tmpfs.Should().Contain("/tmp", "size=1m");
        container.HostConfig.PortBindings!["8080/tcp"].Single().HostIP.Should().Be("127.0.0.1");
        container.Config.Env.Should().Contain("GREETING=hello");
        container.Config.Labels.Should().Contain("archiv.sample", "yes");
        container.Config.Should().BeEquivalentTo(
            new { User = "1000:1000", Image = "archiv.local/docker:26.1.5-cli", Entrypoint = new[] { "/bin/sh" }, Cmd = new[] { "-c", "sleep 300" } });
        container.Config.Healthcheck.Should().BeEquivalentTo(new
        {
            Test = new[] { "CMD-SHELL", "true" },
            Interval = TimeSpan.FromMilliseconds(500),
            Timeout = TimeSpan.FromSeconds(2),
            Retries = 2,
        });
        container.NetworkSettings.Ports["8080/tcp"].Single().HostPort.Should().MatchRegex("^[0-9]+$");
        var end = container.NetworkSettings.Networks["packages-sample"];
        end.Aliases.Should().Contain("probe");
        end.IPAddress.Should().StartWith("172.");
        end.NetworkID.Should().HaveLength(64);
        container.Mounts.Single().Should().BeEquivalentTo(new { Type = "volume", Name = "packages-sample-data", Destination = "/data", RW = true });
    }

    [Test]
    public async Task Lists_are_read()
    {
        await using var engine = FakeEngine.OnSocket((request, connection) => FakeEngine.SendAsync(connection, 200, Sample.Read(
            request.Target.Contains("containers", StringComparison.Ordinal) ? "containers.json" : "volumes.json")));
        using var client = engine.Connect();

        var containers = await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Filter("name", "packages-sample") });
        var volumes = await client.Volumes.ListAsync(new VolumesListParameters { Filters = Filter("name", "packages-sample") });

        containers.Single().Should().BeEquivalentTo(new { Names = new[] { "/packages-sample" }, State = "running" });
        containers.Single().Labels.Should().Contain("archiv.sample", "yes");
        containers.Single().NetworkSettings.Networks.Should().ContainKey("packages-sample");
        volumes.Volumes!.Single().Name.Should().Be("packages-sample-data");
        engine.Requests.Select(request => Uri.UnescapeDataString(request.Target)).Should().Equal(
            """/v1.41/containers/json?all=true&filters={"name":{"packages-sample":true}}""",
            """/v1.41/volumes?filters={"name":{"packages-sample":true}}""");
    }

    [Test]
    public async Task A_network_an_image_and_versions_are_read()
    {
        await using var engine = FakeEngine.OnSocket((request, connection) => FakeEngine.SendAsync(connection, 200, Sample.Read(
            request.Target.Contains("networks", StringComparison.Ordinal) ? "network.json"
            : request.Target.Contains("images", StringComparison.Ordinal) ? "image.json" : "version.json")));
        using var client = engine.Connect();

        var network = await client.Networks.InspectNetworkAsync("packages-sample");
        var image = await client.Images.InspectImageAsync("archiv.local/docker:26.1.5-cli");
        var version = await client.System.GetVersionAsync();

        network.Should().BeEquivalentTo(new { Name = "packages-sample", Driver = "bridge", Scope = "local", Internal = false });
        network.Containers!.Values.Single().Name.Should().Be("packages-sample");
        image.Should().BeEquivalentTo(new { RepoTags = new[] { "archiv.local/docker:26.1.5-cli" }, Os = "linux", Architecture = "amd64" });
        image.Size.Should().BePositive();
        engine.Requests[1].Target.Should().Be("/v1.41/images/archiv.local/docker%3A26.1.5-cli/json");
        version.Should().BeEquivalentTo(new { Version = "20.10.24+dfsg1", APIVersion = "1.41", Os = "linux", Arch = "amd64" });
    }

    [Test]
    public async Task What_killed_a_container_is_read()
    {
        await using var engine = FakeEngine.Saying(200, $$"""{"Id":"x","State":{{Sample.Read("state-oom.json")}}}""");
        using var client = engine.Connect();

        var container = await client.Containers.InspectContainerAsync("x");

        container.State.Should().BeEquivalentTo(new { Status = "exited", OOMKilled = true, ExitCode = 137, Health = (Health?)null });
    }

    [Test]
    public async Task A_container_is_described_in_the_engines_words()
    {
        await using var engine = FakeEngine.Saying(201, """{"Id":"new","Warnings":[]}""");
        using var client = engine.Connect();

        var created = await client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "packages-new",
            Image = "i",
            Cmd = ["a b"],
            ExposedPorts = new Dictionary<string, EmptyStruct> { ["80/tcp"] = default },
            Healthcheck = new HealthcheckConfig { Test = ["NONE"], Interval = TimeSpan.FromSeconds(1) },
            HostConfig = new HostConfig { NanoCPUs = 1, RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.UnlessStopped } },
        });

        created.ID.Should().Be("new");
        var request = engine.Requests.Single();
        request.Target.Should().Be("/v1.41/containers/create?name=packages-new");
        request.Body.Should().Contain("\"ExposedPorts\":{\"80/tcp\":{}}").And.Contain("\"Cmd\":[\"a b\"]").And.Contain("\"NanoCpus\":1")
            .And.Contain("\"Interval\":1000000000").And.Contain("\"Name\":\"unless-stopped\"")
            .And.NotContain("packages-new").And.NotContain("Entrypoint").And.NotContain("PidsLimit");
    }

    private static Dictionary<string, IDictionary<string, bool>> Filter(string name, string value) =>
        new() { [name] = new Dictionary<string, bool> { [value] = true } };
}
