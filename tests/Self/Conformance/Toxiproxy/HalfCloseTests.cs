using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcripts 20-timing (halfclose) and 23-halfclose-other-proxies.</summary>
public sealed class HalfCloseTests
{
    [Test, Category("KnownDifference")]
    public void An_answer_after_the_clients_half_close_arrives()
    {
        Target.NeedsStandIn();
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        pair.Client.Write(3);
        pair.Client.Shutdown(SocketShutdown.Send);
        pair.Server.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 3);
        pair.Server.Write(100_000);
        pair.Server.Dispose();

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 100_000);
    }

    [Test, Category("KnownDifference")]
    public void Data_after_the_servers_half_close_arrives()
    {
        Target.NeedsStandIn();
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        pair.Server.Write(5);
        pair.Server.Shutdown(SocketShutdown.Send);
        pair.Client.ReadToEnd(Wire.Patience).Bytes.Should().Be(5);
        pair.Client.Write(4);

        pair.Server.ReadExactly(4);
    }

    [Test]
    public void The_original_closes_both_directions()
    {
        using var own = Target.Foreign is null ? ProxyServer.Start("-no-half-close") : null;
        using var proxy = new TestProxy(own?.Api);
        using var pair = proxy.Open();

        pair.Client.Write(3);
        pair.Client.Shutdown(SocketShutdown.Send);
        pair.Server.ReadToEnd(Wire.Patience).Bytes.Should().Be(3);

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
    }

    [Test]
    public void A_client_that_is_gone_for_good_takes_the_connection_with_it()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        pair.Client.Dispose();
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);

        FluentActions.Invoking(() =>
        {
            while (true)
            {
                pair.Server.Write(10_000);
            }
        }).Should().Throw<SocketException>();
    }
}
