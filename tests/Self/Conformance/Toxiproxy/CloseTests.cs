using System.Diagnostics;
using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcript 20-timing, sections slow_close, timeout and reset_peer: what closes, how, and when.</summary>
public sealed class CloseTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(350);

    private Machine machine = null!;

    [SetUp]
    public void Watch() => machine = Machine.Watch();

    [TearDown]
    public void Unwatch() => machine.Dispose();

    [TestCase("upstream")]
    [TestCase("downstream")]
    public void Slow_close_holds_back_the_end_but_not_the_data(string stream)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slow_close", stream, """{"delay":500}""");
        using var pair = proxy.Open();

        var start = Stopwatch.GetTimestamp();
        pair.From(stream).Write(4);
        pair.From(stream).Dispose();
        pair.To(stream).ReadExactly(4).Should().BeLessThan(AtOnce);
        pair.To(stream).ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        Within(500, Stopwatch.GetElapsedTime(start));
    }

    [Test]
    public void Slow_close_leaves_the_other_direction_alone()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slow_close", "downstream", """{"delay":5000}""");
        using var pair = proxy.Open();

        pair.Client.Shutdown(SocketShutdown.Send);
        pair.Server.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.After < TimeSpan.FromSeconds(3));
    }

    [Test]
    public void Removing_slow_close_lets_a_waiting_end_go()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slow_close", "downstream", """{"delay":60000}""");
        using var pair = proxy.Open();
        pair.Server.Dispose();
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(100)).Should().BeTrue();

        var start = Stopwatch.GetTimestamp();
        proxy.RemoveToxic();

        pair.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        Within(0, Stopwatch.GetElapsedTime(start));
    }

    [Test]
    public void Timeout_0_drops_data_and_closes_both_ends_when_removed()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("timeout", "downstream");
        using var pair = proxy.Open();
        pair.Server.Write(100);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(300)).Should().BeTrue();
        pair.Client.Write(2);
        pair.Server.ReadExactly(2);

        proxy.RemoveToxic();

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
    }

    [TestCase("upstream")]
    [TestCase("downstream")]
    public void Timeout_closes_both_ends_after_its_time(string stream)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("timeout", stream, """{"timeout":300}""");
        var start = Stopwatch.GetTimestamp();
        using var pair = proxy.Open();

        var client = pair.Client.ReadToEnd(Wire.Patience);
        var after = Stopwatch.GetElapsedTime(start);
        var server = pair.Server.ReadToEnd(Wire.Patience);

        (client.Ending, server.Ending).Should().Be((Ending.EndOfStream, Ending.EndOfStream));
        Within(300, after);
    }

    [Test]
    public void Every_dropped_chunk_restarts_the_timeout()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("timeout", "downstream", """{"timeout":600}""");
        using var pair = proxy.Open();

        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i <= 3; i++)
        {
            pair.Client.IsSilent(TimeSpan.FromMilliseconds(300)).Should().BeTrue();
            pair.Server.Write(10);
        }

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
        Stopwatch.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(1500));
    }

    [Test]
    public void A_close_by_the_sender_passes_a_timeout_at_once()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("timeout", "downstream", """{"timeout":60000}""");
        using var pair = proxy.Open();

        var start = Stopwatch.GetTimestamp();
        pair.Server.Dispose();

        pair.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
        Within(0, Stopwatch.GetElapsedTime(start));
    }

    [TestCase("upstream", 0)]
    [TestCase("upstream", 200)]
    [TestCase("downstream", 0)]
    [TestCase("downstream", 200)]
    public void Reset_peer_resets_both_ends_when_data_comes_its_way(string stream, int timeout)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("reset_peer", stream, $$"""{"timeout":{{timeout}}}""");
        using var pair = proxy.Open();
        pair.To(stream).Write(10);
        pair.From(stream).ReadExactly(10);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(300)).Should().BeTrue("nothing happens while nothing comes its way");

        var start = Stopwatch.GetTimestamp();
        pair.From(stream).Write(10);

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.Reset && reading.Bytes == 0);
        Within(timeout, Stopwatch.GetElapsedTime(start));
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.Reset);
    }

    [TestCase("upstream", 0)]
    [TestCase("upstream", 200)]
    [TestCase("downstream", 0)]
    [TestCase("downstream", 200)]
    public void Reset_peer_added_to_a_live_connection_ends_it_without_a_reset(string stream, int timeout)
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();
        proxy.AddToxic("reset_peer", stream, $$"""{"timeout":{{timeout}}}""");

        var start = Stopwatch.GetTimestamp();
        pair.From(stream).Write(10);

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
        Within(timeout, Stopwatch.GetElapsedTime(start));
        pair.Server.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
    }

    [Test]
    public void Negative_times_are_none()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slow_close", "downstream", """{"delay":-1}""", name: "close");
        proxy.AddToxic("reset_peer", "upstream", """{"timeout":-1}""", name: "reset");
        using var pair = proxy.Open();
        using var closed = proxy.Open();

        closed.Server.Dispose();
        closed.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.Reset, "the sockets reset when they close");
        pair.Client.Write(1);
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.Reset);
    }

    [Test]
    public void Reset_peer_turns_a_close_into_a_reset_and_does_so_even_after_it_was_removed()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("reset_peer", "downstream");
        using var closed = proxy.Open();
        using var spared = proxy.Open();
        closed.Server.Dispose();
        closed.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.Reset);

        proxy.RemoveToxic();
        spared.Server.Write(10);
        spared.Client.ReadExactly(10);
        spared.Server.Dispose();

        spared.Client.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.Reset);
    }

    [TestCase("upstream")]
    [TestCase("downstream")]
    public void A_reset_by_one_end_reaches_the_other_as_a_close(string stream)
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();

        pair.From(stream).Reset();

        pair.To(stream).ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
    }

    [Test]
    public void What_was_sent_before_a_reset_still_arrives()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":300}""");
        using var pair = proxy.Open();

        pair.Server.Write(100);
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(100)).Should().BeTrue();
        pair.Server.Reset();

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 100);
    }

    // Not before its time, and not later than a busy machine excuses.
    private void Within(int milliseconds, TimeSpan after) =>
        after.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(milliseconds)).And.BeLessThan(TimeSpan.FromMilliseconds(milliseconds) + AtOnce + machine.Slack);
}
