using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Transcript 20-timing, section toxicity. Affected is told by whether a timeout toxic swallows a byte.</summary>
public sealed class ToxicityTests
{
    private static readonly TimeSpan Swallowed = TimeSpan.FromMilliseconds(60);

    [TestCase(-1, 0, 0)]
    [TestCase(0, 0, 0)]
    [TestCase(0.5, 15, 45)]
    [TestCase(1, 60, 60)]
    [TestCase(2, 60, 60)]
    public void The_share_of_affected_connections_is_the_toxicity(double toxicity, int atLeast, int atMost)
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":2500}""", toxicity);
        var pairs = Enumerable.Range(0, 60).Select(_ => proxy.Open()).ToList();

        pairs.ForEach(pair => pair.Server.Write(1));
        var slow = 0;
        // What is not affected arrives at once; one deadline for all keeps the case short.
        var start = System.Diagnostics.Stopwatch.StartNew();
        foreach (var pair in pairs)
        {
            var left = TimeSpan.FromMilliseconds(1500) - start.Elapsed;
            slow += pair.Client.IsSilent(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1)) ? 1 : 0;
        }

        slow.Should().BeInRange(atLeast, atMost);
        pairs.ForEach(pair => pair.Dispose());
    }

    [Test]
    public void A_connection_stays_what_it_is()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("latency", "downstream", """{"latency":400}""", 0.5);

        // Were each message decided for itself, all connections would agree with themselves once in four thousand times.
        for (var i = 0; i < 6; i++)
        {
            using var pair = proxy.Open();
            var slow = Enumerable.Range(0, 3).Count(_ => Wire.OneWay(pair.Server, pair.Client, 10) >= TimeSpan.FromMilliseconds(400));
            slow.Should().BeOneOf(0, 3);
        }
    }

    [Test]
    public void Every_update_rolls_again()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("timeout", "downstream", toxicity: 0.5);
        using var pair = proxy.Open();

        var outcomes = new HashSet<bool>();
        for (var i = 0; i < 40 && outcomes.Count < 2; i++)
        {
            proxy.Call("PATCH", $"proxies/{proxy.Name}/toxics/t", new System.Text.Json.Nodes.JsonObject());
            pair.Server.Write(1);
            var swallowed = pair.Client.IsSilent(Swallowed);
            outcomes.Add(swallowed);
            if (!swallowed)
            {
                pair.Client.ReadExactly(1);
            }
        }

        outcomes.Should().HaveCount(2, "40 rolls that all fall alike have a chance of 2 in a million million");
    }
}
