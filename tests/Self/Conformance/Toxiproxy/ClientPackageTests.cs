using FluentAssertions;
using NUnit.Framework;
using Toxiproxy.Net;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Toxiproxy.Net against the server: every call once, and what goes wrong.</summary>
[NonParallelizable]
public sealed class ClientPackageTests
{
    private static readonly Proxy Sample = new() { Name = "sample", Listen = "127.0.0.1:0", Upstream = "127.0.0.1:1", Enabled = true };
    private Connection _connection = null!;
    private Client _client = null!;

    [SetUp]
    public void Connect()
    {
        _connection = new Connection(Target.Server.Host, Target.Server.Port);
        _client = _connection.Client();
    }

    [TearDown]
    public void Clear()
    {
        foreach (var proxy in _client.All().Values)
        {
            proxy.Delete();
        }

        _connection.Dispose();
    }

    [Test]
    public void A_proxy_is_added_found_changed_and_deleted()
    {
        var added = _client.Add(Sample);
        added.Listen.Should().MatchRegex(@"^127\.0\.0\.1:[1-9]\d*$");
        added.Enabled.Should().BeTrue();
        _client.All().Should().ContainKey("sample");

        added.Enabled = false;
        added.Update().Enabled.Should().BeFalse();
        _client.FindProxy("sample").Enabled.Should().BeFalse();
        added.Enabled = true;
        _client.Update(added).Enabled.Should().BeTrue();

        _client.Delete(added);
        _client.Add(Sample);
        _client.Delete("sample");
        _client.All().Should().NotContainKey("sample");
    }

    [Test]
    public void A_proxy_is_disabled_unless_it_says_otherwise() =>
        _client.Add(new Proxy { Name = "sample", Listen = "127.0.0.1:0", Upstream = "127.0.0.1:1" }).Enabled.Should().BeFalse();

    [Test]
    public void Every_toxic_goes_there_and_back()
    {
        var proxy = _client.Add(Sample);
        ToxicBase[] toxics =
        [
            new LatencyToxic { Name = "latency", Stream = ToxicDirection.UpStream, Toxicity = 0.5, Attributes = { Latency = 5, Jitter = 2 } },
            new BandwidthToxic { Attributes = { Rate = 100 } },
            new SlowCloseToxic { Attributes = { Delay = 7 } },
            new TimeoutToxic { Attributes = { Timeout = 8 } },
            new SlicerToxic { Attributes = { AverageSize = 64, SizeVariation = 32, Delay = 10 } },
            new LimitDataToxic { Attributes = { Bytes = 1000 } },
        ];
        foreach (var toxic in toxics)
        {
            proxy.Add(toxic).Should().BeEquivalentTo(toxic, options => options.RespectingRuntimeTypes().Excluding(t => t.Name));
        }

        var all = proxy.GetAllToxics().ToList();
        all.Select(toxic => toxic.Name).Should().Equal("latency", "bandwidth_downstream", "slow_close_downstream", "timeout_downstream", "slicer_downstream", "limit_data_downstream");
        all[0].Toxicity.Should().Be(0.5);
        all[1].Stream.Should().Be(ToxicDirection.DownStream);

        proxy.UpdateToxic("latency", new LatencyToxic { Attributes = { Latency = 9 } });
        proxy.GetToxicByName("latency").Should().BeOfType<LatencyToxic>().Which.Attributes.Latency.Should().Be(9);
        proxy.RemoveToxic("latency");
        proxy.GetAllToxics().Should().HaveCount(5);
        _client.Reset();
        proxy.GetAllToxics().Should().BeEmpty();
    }

    [Test]
    public void An_error_carries_the_status_and_no_text()
    {
        var proxy = _client.Add(Sample);

        FluentActions.Invoking(() => _client.FindProxy("none")).Should().Throw<ToxiProxiException>().Which.Should().Match<ToxiProxiException>(error =>
            error.Status == 404 && !error.Message.Contains("proxy not found"));
        FluentActions.Invoking(() => _client.Add(Sample)).Should().Throw<ToxiProxiException>().Which.Status.Should().Be(409);
        FluentActions.Invoking(() => _client.Add(new Proxy { Name = "x" })).Should().Throw<ToxiProxiException>().Which.Status.Should().Be(400);
        FluentActions.Invoking(() => proxy.RemoveToxic("none")).Should().Throw<ToxiProxiException>().Which.Status.Should().Be(404);
    }

    [Test]
    public void A_toxic_it_does_not_know_is_an_error()
    {
        using var proxy = new TestProxy();
        proxy.AddToxic("reset_peer", "downstream");
        FluentActions.Invoking(() => _client.FindProxy(proxy.Name).GetAllToxics()).Should().Throw<Exception>();
    }

    [Test]
    public void Closing_the_connection_resets_the_server_when_asked_to()
    {
        var proxy = _client.Add(Sample);
        proxy.Add(new LatencyToxic());

        new Connection(Target.Server.Host, Target.Server.Port).Dispose();
        proxy.GetAllToxics().Should().HaveCount(1);

        new Connection(Target.Server.Host, Target.Server.Port, resetAllToxicsAndProxiesOnClose: true).Dispose();
        proxy.GetAllToxics().Should().BeEmpty();
    }
}
