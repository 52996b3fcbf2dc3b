using System.Diagnostics;
using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcript 20-timing, section bandwidth; the rate within the hundredth that issue 3 asks for.</summary>
public sealed class BandwidthTests
{
    [TestCase("upstream", 100, 100_000)]
    [TestCase("downstream", 1000, 1_000_000)]
    [TestCase("downstream", 10_000, 10_000_000)]
    public void The_rate_is_kept_and_never_exceeded(string stream, int rate, int bytes)
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", stream, $$"""{"rate":{{rate}}}""");
        using var pair = proxy.Open();

        var send = Task.Run(() => pair.From(stream).Write(bytes));
        var time = pair.To(stream).ReadExactly(bytes);
        send.Wait();

        // Below 1 s may be what had left before the clock here started.
        time.TotalSeconds.Should().BeGreaterThan(0.99).And.BeLessThan(1.01 + machine.Slack.TotalSeconds);
    }

    [Test]
    public void The_delay_comes_before_the_data_in_slices_of_100_ms()
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", "downstream", """{"rate":100}""");
        using var pair = proxy.Open();

        var start = Stopwatch.GetTimestamp();
        pair.Server.Write(32 * 1024);
        var buffer = new byte[32 * 1024];
        var first = pair.Client.Receive(buffer);
        var firstAt = Stopwatch.GetElapsedTime(start);
        pair.Client.ReadExactly((32 * 1024) - first);
        var all = Stopwatch.GetElapsedTime(start);

        first.Should().Be(10_000);
        firstAt.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(100)).And.BeLessThan(TimeSpan.FromMilliseconds(102) + machine.Slack);
        all.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(327)).And.BeLessThan(TimeSpan.FromMilliseconds(331) + machine.Slack);
    }

    [Test]
    public void Small_messages_take_their_time_each()
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", "downstream", """{"rate":100}""");
        using var pair = proxy.Open();

        var times = Enumerable.Range(0, 9).Select(_ => Wire.OneWay(pair.Server, pair.Client, 1000)).Order().ToList();

        times[0].Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(10));
        times[4].Should().BeLessThan(TimeSpan.FromMilliseconds(11) + machine.Slack);
    }

    [Test]
    public void The_rate_holds_for_each_connection()
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", "downstream", """{"rate":200}""");
        var pairs = Enumerable.Range(0, 4).Select(_ => proxy.Open()).ToList();

        pairs.ForEach(pair => pair.Server.Write(100_000));
        var time = Stopwatch.GetTimestamp();
        pairs.ForEach(pair => pair.Client.ReadExactly(100_000));

        Stopwatch.GetElapsedTime(time).Should().BeLessThan(TimeSpan.FromSeconds(0.51) + machine.Slack, "one after the other they would take 2 s");
        pairs.ForEach(pair => pair.Dispose());
    }

    [Test]
    public void Rate_0_blocks_data_and_the_close_behind_it()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", "downstream");
        using var pair = proxy.Open();

        pair.Server.Write(10);
        pair.Server.Shutdown(SocketShutdown.Send);

        pair.Client.ReadToEnd(TimeSpan.FromSeconds(1)).Should().Match<Reading>(reading => reading.Ending == Ending.Open && reading.Bytes == 0);
    }

    [Test]
    public void Removing_it_releases_the_rest_at_once()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("bandwidth", "downstream", """{"rate":10}""");
        using var pair = proxy.Open();
        var send = Task.Run(() => pair.Server.Write(1_000_000));
        pair.Client.ReadExactly(1000);

        proxy.RemoveToxic();

        pair.Client.ReadExactly(999_000).Should().BeLessThan(TimeSpan.FromSeconds(3), "at 10 KB/s it would take 100 s");
        send.Wait();
    }
}
