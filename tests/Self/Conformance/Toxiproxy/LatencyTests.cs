using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcript 20-timing, sections latency and jitter. Never early is exact; p50 is at most 1 ms late, as issue 3 asks, and what the machine is.</summary>
public sealed class LatencyTests
{
    [TestCase("upstream", 1)]
    [TestCase("upstream", 100)]
    [TestCase("downstream", 1)]
    [TestCase("downstream", 100)]
    public void A_message_is_never_early_and_the_other_direction_untouched(string stream, int milliseconds)
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", stream, $$"""{"latency":{{milliseconds}}}""");
        using var pair = proxy.Open();

        var times = Enumerable.Range(0, 10).Select(_ => Wire.OneWay(pair.From(stream), pair.To(stream))).Order().ToList();
        var other = Enumerable.Range(0, 10).Select(_ => Wire.OneWay(pair.To(stream), pair.From(stream))).Min();

        times[0].Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(milliseconds));
        times[5].Should().BeLessThan(TimeSpan.FromMilliseconds(milliseconds + 1) + machine.Slack);
        other.Should().BeLessThan(TimeSpan.FromMilliseconds(1) + machine.Slack);
    }

    [Test]
    public void Messages_are_delayed_each_for_itself_not_one_after_the_other()
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":300}""");
        using var pair = proxy.Open();

        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            pair.Server.Write(1024);
        }

        pair.Client.ReadExactly(20 * 1024);
        Stopwatch.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(300)).And.BeLessThan(TimeSpan.FromMilliseconds(310) + machine.Slack);
    }

    [Test]
    public void Two_of_them_add_up()
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":100}""", name: "one");
        proxy.AddToxic("latency", "downstream", """{"latency":100}""", name: "two");
        using var pair = proxy.Open();

        var times = Enumerable.Range(0, 5).Select(_ => Wire.OneWay(pair.Server, pair.Client)).Order().ToList();

        times[0].Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(200));
        times[2].Should().BeLessThan(TimeSpan.FromMilliseconds(202) + machine.Slack);
    }

    [Test]
    public void Bulk_is_late_but_not_slow()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":100}""");
        using var pair = proxy.Open();

        var send = Task.Run(() => pair.Server.Write(20_000_000));
        pair.Client.ReadExactly(20_000_000).Should().BeLessThan(TimeSpan.FromSeconds(5), "500 chunks one after the other would take 60 s");
        send.Wait();
    }

    [TestCase("""{"latency":-50}""")]
    [TestCase("""{"latency":0,"jitter":-5}""")]
    [TestCase("""{"latency":9223372036854775807}""")]
    public void Odd_values_are_no_delay(string attributes)
    {
        using var machine = Machine.Watch();
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", attributes);
        using var pair = proxy.Open();

        Enumerable.Range(0, 10).Select(_ => Wire.OneWay(pair.Server, pair.Client)).Min().Should().BeLessThan(TimeSpan.FromMilliseconds(1) + machine.Slack);
    }

    [Test]
    public void A_close_without_data_is_not_delayed_but_behind_data_it_is()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":400}""");
        using var idle = proxy.Open();
        using var busy = proxy.Open();

        idle.Server.Dispose();
        var start = Stopwatch.GetTimestamp();
        busy.Server.Write(3);
        busy.Server.Dispose();
        var atOnce = idle.Client.ReadToEnd(Wire.Patience);
        var later = busy.Client.ReadToEnd(Wire.Patience);

        atOnce.Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.After < TimeSpan.FromMilliseconds(300));
        Stopwatch.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(400), "the close waits behind the data");
        later.Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 3);
    }

    [Test]
    public void Jitter_spreads_evenly_and_keeps_the_order()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":20,"jitter":10}""");
        using var pair = proxy.Open();

        var times = Enumerable.Range(0, 60).Select(_ => Wire.OneWay(pair.Server, pair.Client).TotalMilliseconds).Order().ToList();

        times[0].Should().BeInRange(10, 18);
        times[^1].Should().BeGreaterThan(24);
        times.Count(time => time < 20).Should().BeInRange(12, 48);
    }

    [Test]
    public void A_negative_sum_is_no_delay_so_half_of_the_messages_pass_at_once()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":0,"jitter":200}""");
        using var pair = proxy.Open();

        var times = Enumerable.Range(0, 60).Select(_ => Wire.OneWay(pair.Server, pair.Client).TotalMilliseconds).ToList();

        // Chance puts 30 of 60 below; fewer than 12 or more than 48 come once in a million runs.
        times.Count(time => time < 20).Should().BeInRange(12, 52);
        times.Max().Should().BeGreaterThan(100);
    }

    [Test]
    public void Order_is_kept_under_jitter()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":20,"jitter":20}""");
        using var pair = proxy.Open();

        for (byte i = 0; i < 100; i++)
        {
            pair.Server.Send([i]);
        }

        var received = new byte[100];
        for (var read = 0; read < received.Length;)
        {
            read += pair.Client.Receive(received, read, received.Length - read, System.Net.Sockets.SocketFlags.None);
        }

        received.Should().BeInAscendingOrder();
    }
}
