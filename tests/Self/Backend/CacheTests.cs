using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Archiv.Backend.Cache;
using Archiv.Backend.Search;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>The cache helps when it can and never hurts.</summary>
[TestFixture]
public sealed class CacheTests
{
    private static readonly Filters Some = new(["Anna"], ["Görlitz"], 1900, null, ["Brief"], []);

    [Test]
    public async Task Answers_of_the_protocol_must_be_understood_also_in_pieces()
    {
        using var listener = Listen();
        var server = ServeAsync(listener, "$12\r\nGö", "rlitz\r\nab\r\n", "$-1\r\n", "+OK\r\n");
        using var connection = new RespConnection();
        await connection.ConnectAsync("127.0.0.1", Port(listener), CancellationToken.None);

        (await connection.SendAsync(CancellationToken.None, "GET", "Schlüssel")).Should().Be("Görlitz\r\nab");
        (await connection.SendAsync(CancellationToken.None, "GET", "x")).Should().BeNull();
        (await connection.SendAsync(CancellationToken.None, "SET", "x", "y", "EX", "5")).Should().Be("OK");
        (await server).Should().StartWith("*2\r\n$3\r\nGET\r\n$10\r\nSchlüssel\r\n");
    }

    [TestCase("-ERR unknown command\r\n")]
    [TestCase("HTTP/1.1 400 Bad Request\r\n")]
    [TestCase("$999999999\r\n")]
    [TestCase("\r\n")]
    public async Task Anything_else_must_be_an_error(string answer)
    {
        using var listener = Listen();
        _ = ServeAsync(listener, answer);
        using var connection = new RespConnection();
        await connection.ConnectAsync("127.0.0.1", Port(listener), CancellationToken.None);

        var send = () => connection.SendAsync(CancellationToken.None, "PING");

        await send.Should().ThrowAsync<IOException>();
    }

    [Test]
    public async Task A_cache_that_never_answers_must_cost_200_ms_once()
    {
        using var listener = Listen();
        await using var model = new ScriptedModelServer();
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { CacheHost = "127.0.0.1", CachePort = Port(listener) });
        var cache = backend.Parts.GetRequiredService<FilterCache>();
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < 20; i++)
        {
            (await cache.GetAsync("k", CancellationToken.None)).Should().BeNull();
            await cache.SetAsync("k", Some, CancellationToken.None);
        }

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1.5));
        (await backend.ReasonAsync()).Should().Be("database-unavailable", "the search goes on");
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<string> ServeAsync(TcpListener listener, params string[] pieces)
    {
        using var client = await listener.AcceptTcpClientAsync();
        client.NoDelay = true;
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var received = "";
        foreach (var piece in pieces)
        {
            if (piece[0] is not 'r')
            {
                received += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
            }
            await stream.WriteAsync(Encoding.UTF8.GetBytes(piece));
        }
        return received;
    }
}
