using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcript 20-timing, sections limit_data and slicer.</summary>
public sealed class LimitAndSlicerTests
{
    [TestCase("upstream", 600, 600)]
    [TestCase("upstream", 1000, 0)]
    [TestCase("downstream", 600, 600)]
    [TestCase("downstream", 1000, 0)]
    public void The_limit_passes_exactly_and_then_both_ends_close(string stream, int first, int second)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("limit_data", stream, """{"bytes":1000}""");
        using var pair = proxy.Open();

        pair.From(stream).Write(first);
        pair.To(stream).ReadExactly(first);
        if (second > 0)
        {
            pair.From(stream).Write(second);
        }

        pair.To(stream).ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 1000 - first);
        pair.From(stream).ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void No_limit_at_all_closes_on_the_first_byte_and_not_before(int bytes)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("limit_data", "downstream", $$"""{"bytes":{{bytes}}}""");
        using var pair = proxy.Open();
        pair.Client.IsSilent(TimeSpan.FromMilliseconds(300)).Should().BeTrue();

        pair.Server.Write(1);

        pair.Client.ReadToEnd(Wire.Patience).Should().Match<Reading>(reading => reading.Ending == Ending.EndOfStream && reading.Bytes == 0);
        pair.Server.ReadToEnd(Wire.Patience).Ending.Should().Be(Ending.EndOfStream);
    }

    [Test]
    public void The_count_survives_a_change_of_the_limit()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("limit_data", "downstream", """{"bytes":1000}""");
        using var pair = proxy.Open();
        pair.Server.Write(600);
        pair.Client.ReadExactly(600);

        proxy.UpdateToxic("""{"bytes":2000}""");
        pair.Server.Write(2000);

        pair.Client.ReadToEnd(Wire.Patience).Bytes.Should().Be(1400);
    }

    [Test]
    public void The_count_starts_when_the_toxic_comes()
    {
        using var proxy = new TestProxy();
        using var pair = proxy.Open();
        pair.Server.Write(600);
        pair.Client.ReadExactly(600);

        proxy.AddToxic("limit_data", "downstream", """{"bytes":1000}""");
        pair.Server.Write(2000);

        pair.Client.ReadToEnd(Wire.Patience).Bytes.Should().Be(1000);
    }

    [Test]
    public void The_slicer_cuts_within_its_bounds_and_waits_after_each_piece()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slicer", "downstream", """{"average_size":64,"size_variation":32,"delay":5000}""");
        using var pair = proxy.Open();

        var start = Stopwatch.GetTimestamp();
        pair.Server.Write(4096);
        var sizes = new List<int>();
        var buffer = new byte[4096];
        while (sizes.Sum() < 4096)
        {
            sizes.Add(pair.Client.Receive(buffer));
        }

        // A late reader finds two pieces in one; their number and the time cannot be less than this.
        sizes.Count(size => size <= 96).Should().BeGreaterThan(sizes.Count / 2);
        sizes.Count.Should().BeLessThan(110);
        Stopwatch.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(42 * 5));
    }

    [TestCase("""{"average_size":1000,"size_variation":500,"delay":10}""")]
    [TestCase("""{"average_size":10,"size_variation":9}""")]
    [TestCase("""{"average_size":64}""")]
    public void Sliced_bulk_arrives_whole(string attributes)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("slicer", "upstream", attributes);
        using var pair = proxy.Open();
        var sent = new byte[1_000_000];
        new Random(5).NextBytes(sent);

        var send = Task.Run(() => pair.Client.Send(sent));
        var received = new byte[sent.Length];
        for (var read = 0; read < received.Length;)
        {
            read += pair.Server.Receive(received, read, received.Length - read, System.Net.Sockets.SocketFlags.None);
        }

        send.Wait();
        received.Should().Equal(sent);
    }
}
