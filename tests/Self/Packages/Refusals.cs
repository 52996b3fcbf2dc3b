using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages;

public sealed class Refusals
{
    [Test]
    public async Task What_is_not_there_has_its_own_exception()
    {
        await using var engine = FakeEngine.Saying(404, """{"message":"No such thing: x"}""");
        using var client = engine.Connect();

        await Throws<DockerContainerNotFoundException>(() => client.Containers.InspectContainerAsync("x"));
        await Throws<DockerContainerNotFoundException>(() => client.Containers.StopContainerAsync("x", new ContainerStopParameters()));
        await Throws<DockerContainerNotFoundException>(
            () => client.Exec.CreateContainerExecAsync("x", new ContainerExecCreateParameters { Cmd = ["true"] }));
        await Throws<DockerImageNotFoundException>(
            () => client.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "x" }));
        await Throws<DockerImageNotFoundException>(() => client.Images.InspectImageAsync("x"));
        await Throws<DockerNetworkNotFoundException>(() => client.Networks.DeleteNetworkAsync("x"));
        (await Throws<DockerApiException>(() => client.Volumes.InspectAsync("x"))).ResponseBody.Should().Contain("No such thing: x");
    }

    [TestCase(409, HttpStatusCode.Conflict)]
    [TestCase(500, HttpStatusCode.InternalServerError)]
    public async Task Other_refusals_carry_status_and_body(int status, HttpStatusCode expected)
    {
        await using var engine = FakeEngine.Saying(status, "not even JSON");
        using var client = engine.Connect();

        var refused = await Throws<DockerApiException>(() => client.Containers.PauseContainerAsync("x"));

        refused.StatusCode.Should().Be(expected);
        refused.ResponseBody.Should().Be("not even JSON");
        refused.Message.Should().Contain($"{status}").And.Contain("not even JSON");
    }

    [Test]
    public async Task A_container_that_has_that_state_already_is_no_error()
    {
        await using var engine = FakeEngine.OnSocket(
            (_, connection) => FakeEngine.WriteAsync(connection, "HTTP/1.1 304 x\r\nConnection: close\r\n\r\n"));
        using var client = engine.Connect();

        (await client.Containers.StartContainerAsync("x", new ContainerStartParameters())).Should().BeFalse();
        (await client.Containers.StopContainerAsync("x", new ContainerStopParameters { WaitBeforeKillSeconds = 0 })).Should().BeFalse();
        engine.Requests[1].Target.Should().Be("/v1.41/containers/x/stop?t=0");
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_said_so()
    {
        using var client = new DockerClientBuilder().WithEndpoint(new Uri("unix:///nowhere/docker.sock")).Build();

        await Throws<HttpRequestException>(() => client.System.PingAsync());
    }

    [TestCase("npipe://./pipe/docker_engine", "Docker.DotNet.Enhanced.NPipe")]
    [TestCase("https://docker:2376", "Docker.DotNet.Enhanced.X509")]
    [TestCase("ssh://docker", "Docker.DotNet.Enhanced")]
    public void Other_endpoints_need_the_real_package(string endpoint, string package)
    {
        var build = () => new DockerClientBuilder().WithEndpoint(new Uri(endpoint)).Build();

        build.Should().Throw<NotSupportedException>().WithMessage($"*{package}*Packages=upstream*");
    }

    private static async Task<T> Throws<T>(Func<Task> call)
        where T : Exception => (await call.Should().ThrowExactlyAsync<T>()).Which;
}
