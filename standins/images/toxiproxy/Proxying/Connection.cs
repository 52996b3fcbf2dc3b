using System.Net;
using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Proxying;

/// <summary>A client's connection, its connection to the upstream and the two directions between them. Lives on one loop.</summary>
internal sealed class Connection : IPolled
{
    private readonly Proxy _proxy;
    private readonly TrafficCounters.Labels _labels;
    private readonly bool _closesBoth;
    private readonly Peer _client;
    private readonly Peer _upstream;
    private readonly Link _up;
    private readonly Link _down;
    private readonly EventLoop _loop;

    public Connection(Proxy proxy, EventLoop loop, int clientFd, IPEndPoint client, int upstreamFd, IPEndPoint upstream)
    {
        (_proxy, _loop) = (proxy, loop);
        var toxics = proxy.Toxics;
        _labels = new(proxy.Name, proxy.Listen, proxy.Upstream);
        _client = new Peer(loop, clientFd, client, this);
        _upstream = new Peer(loop, upstreamFd, upstream, this);
        _up = new Link(this, loop, _client, _upstream, toxics.Where(toxic => toxic.IsUpstream), new LinkLog(proxy, client, "upstream"));
        _down = new Link(this, loop, _upstream, _client, toxics.Where(toxic => !toxic.IsUpstream), new LinkLog(proxy, client, "downstream"));
        var resets = toxics.Any(toxic => toxic.Type.ResetsOnClose);
        if (resets)
        {
            _client.ResetOnClose();
            _upstream.ResetOnClose();
        }

        // A socket that resets when closed cannot be closed by halves.
        _closesBoth = resets || !proxy.Options.PassHalfClose;
        proxy.On(loop).Add(this);
    }

    public Link LinkOf(Toxic toxic) => toxic.IsUpstream ? _up : _down;

    public void OnEvents(uint events)
    {
        _up.Pump();
        _down.Pump();
    }

    /// <summary>A direction has written its last byte, or lost its destination (<see cref="End.None"/>).</summary>
    public void LinkEnded(Link link, Peer destination, End end)
    {
        var other = link == _up ? _down : _up;
        Count(link);
        if (end == End.OfConnection || (end == End.OfStream && _closesBoth))
        {
            other.SourceGone();
            destination.Close();
        }
        else if (end == End.OfStream)
        {
            destination.ShutdownWrite();
        }

        if (other.IsEnded)
        {
            Close();
        }
    }

    /// <summary>Closes both sockets at once; what is inside is lost.</summary>
    public void Close()
    {
        if (!_proxy.On(_loop).Remove(this))
        {
            return;
        }

        _up.Abort();
        _down.Abort();
        _up.SourceGone();
        _down.SourceGone();
        _client.Close();
        _upstream.Close();
        Count(_up);
        Count(_down);
    }

    private void Count(Link link)
    {
        if (_proxy.Options.Traffic is { } traffic && !link.IsCounted)
        {
            link.IsCounted = true;
            traffic.Add(link == _up ? "upstream" : "downstream", _labels, link.Received, link.Sent);
        }
    }
}
