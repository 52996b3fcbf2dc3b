using Docker.DotNet.Models;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages;

public sealed class Streams
{
    [Test]
    public async Task A_command_takes_the_connection_over()
    {
        await using var engine = FakeEngine.OnSocket(async (_, connection) =>
        {
            await FakeEngine.WriteAsync(
                connection,
                "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
            foreach (var piece in Frames.Frame(1, "out").Concat(Frames.Frame(2, "err")).Chunk(5))
            {
                await connection.WriteAsync(piece);
                await connection.FlushAsync();
            }
        });
        using var client = engine.Connect();

        using var output = await client.Exec.StartContainerExecAsync("e", new ContainerExecStartParameters());

        (await output.ReadOutputToEndAsync(CancellationToken.None)).Should().Be(("out", "err"));
        var request = engine.Requests.Single();
        (request.Method, request.Target).Should().Be(("POST", "/v1.41/exec/e/start"));
        request.Headers.Should().Contain("Upgrade", "tcp").And.Contain("Connection", "Upgrade");
        request.Body.Should().Be("""{"Detach":false,"Tty":false}""");
    }

    [Test]
    public async Task An_engine_that_does_not_upgrade_is_read_to_the_end_of_the_connection()
    {
        await using var engine = FakeEngine.OnSocket(async (_, connection) =>
        {
            await FakeEngine.WriteAsync(connection, "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n");
            await connection.WriteAsync(Frames.Frame(1, "out"));
        });
        using var client = engine.Connect();

        using var output = await client.Exec.StartContainerExecAsync("e", new ContainerExecStartParameters());

        (await output.ReadOutputToEndAsync(CancellationToken.None)).stdout.Should().Be("out");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Whether_a_log_is_tagged_depends_on_the_containers_terminal(bool terminal)
    {
        await using var engine = FakeEngine.OnSocket(async (request, connection) =>
        {
            if (request.Target.EndsWith("/json", StringComparison.Ordinal))
            {
                await FakeEngine.SendAsync(connection, 200, $$$"""{"Id":"x","Config":{"Tty":{{{(terminal ? "true" : "false")}}}}}""");
                return;
            }

            await FakeEngine.WriteAsync(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nb\r\n");
            await connection.WriteAsync(Frames.Frame(1, "out"));
            await FakeEngine.WriteAsync(connection, "\r\n0\r\n\r\n");
        });
        using var client = engine.Connect();

        using var log = await client.Containers.GetContainerLogsAsync(
            "x", new ContainerLogsParameters { ShowStdout = true, Since = "1.5", Timestamps = false });

        (await log.ReadOutputToEndAsync(CancellationToken.None)).stdout.Should().Be(terminal ? "\u0001\0\0\0\0\0\0\u0003out" : "out");
        engine.Requests[1].Target.Should().Be("/v1.41/containers/x/logs?stdout=true&since=1.5&timestamps=false");
    }

    [Test]
    public async Task A_message_is_reported_when_it_is_complete_and_not_later()
    {
        var seen = new TaskCompletionSource();
        await using var engine = FakeEngine.OnSocket(async (_, connection) =>
        {
            await FakeEngine.WriteAsync(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"status\":\"Pulling\"}{\"sta");
            await seen.Task;
            await FakeEngine.WriteAsync(connection, "tus\":\"Downloading\",\"id\":\"a\",\"progressDetail\":{\"current\":1,\"total\":2}}\r\n");
        });
        using var client = engine.Connect();
        var messages = new Reported<JSONMessage>(_ => seen.TrySetResult());

        await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = "a/b", Tag = "c" }, null, messages);

        messages.Select(message => message.Status).Should().Equal("Pulling", "Downloading");
        messages[1].Progress.Should().BeEquivalentTo(new { Current = 1L, Total = 2L });
        engine.Requests.Single().Target.Should().Be("/v1.41/images/create?fromImage=a%2Fb&tag=c");
    }

    [Test]
    public async Task A_failed_build_is_reported_and_not_thrown()
    {
        await using var engine = FakeEngine.Saying(200, Sample.Read("build-failed.jsonl"));
        using var client = engine.Connect();
        var messages = new Reported<JSONMessage>();

        await client.Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters { Tags = ["a:1", "a:2"], BuildArgs = new Dictionary<string, string> { ["K"] = "V" } },
            Stream.Null,
            [new AuthConfig { ServerAddress = "r", Username = "u", Password = "p" }],
            null,
            messages);

        messages.Select(message => message.Stream).Should().Contain("out\n");
        messages[^1].Error.Should().BeEquivalentTo(new { Code = 7, Message = "The command '/bin/sh -c exit 7' returned a non-zero code: 7" });
        var request = engine.Requests.Single();
        Uri.UnescapeDataString(request.Target).Should().Be("""/v1.41/build?t=a:1&t=a:2&buildargs={"K":"V"}""");
        request.Headers["X-Registry-Config"].Should().Be(
            Convert.ToBase64String("""{"r":{"username":"u","password":"p","serveraddress":"r"}}"""u8));
    }

    [Test]
    public async Task Events_are_read()
    {
        await using var engine = FakeEngine.Saying(200, Sample.Read("events.jsonl"));
        using var client = engine.Connect();
        var events = new Reported<Message>();

        await client.System.MonitorEventsAsync(new ContainerEventsParameters { Since = "1", Until = "2" }, events);

        events.Where(one => one.Type == "container").Select(one => one.Action).Should().ContainInOrder("create", "start", "oom", "die", "destroy");
        events.Single(one => one.Action == "oom").Actor.Attributes.Should().Contain("name", "packages-sample");
        events.Should().BeInAscendingOrder(one => one.TimeNano);
    }

    [Test]
    public async Task An_engine_is_reached_over_TCP()
    {
        await using var engine = FakeEngine.OnTcp((_, connection) => FakeEngine.SendAsync(connection, 200, "OK"));
        using var client = engine.Connect();

        await client.System.PingAsync();

        engine.Requests.Single().Target.Should().Be("/v1.41/_ping");
    }
}
