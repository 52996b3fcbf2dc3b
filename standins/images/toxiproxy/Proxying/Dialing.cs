using System.Net;
using System.Net.Sockets;
using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Proxying;

/// <summary>A client waiting for its connection to the upstream. Tries every address in turn; never blocks the loop; gives up at the limit.</summary>
internal sealed class Dialing : IPolled
{
    private readonly Proxy _proxy;
    private readonly EventLoop _loop;
    private readonly int _client;
    private readonly IPEndPoint _address;
    private readonly string _upstream;
    private Queue<IPAddress> _addresses = new();
    private IPEndPoint _target = new(0, 0);
    private int _port;
    private int _fd = -1;
    private int _slot;
    private bool _isOver;
    private string _error = "";

    public Dialing(Proxy proxy, EventLoop loop, int client, IPEndPoint address)
    {
        (_proxy, _loop, _client, _address, _upstream) = (proxy, loop, client, address, proxy.Upstream);
        Deadline = EventLoop.Now + (proxy.Options.DialLimit.Ticks * 100);
        proxy.On(loop).Add(this);
    }

    /// <summary>When the attempt is given up, on the loop's clock.</summary>
    public long Deadline { get; }

    public void Start()
    {
        try
        {
            var (host, port) = _upstream.Length > 0 ? ListenAddress.Split(_upstream) : throw new ProxyException("missing address");
            _port = ListenAddress.PortOf(port);
            if (IPAddress.TryParse(host.Length == 0 ? "127.0.0.1" : host, out var ip))
            {
                _addresses.Enqueue(ip);
                TryNext();
                return;
            }

            _ = LookUpAsync(host);
        }
        catch (ProxyException e)
        {
            _error = $"dial tcp: {e.Message}";
            GiveUp();
        }
    }

    public void OnEvents(uint events)
    {
        var error = Libc.SocketError(_fd);
        if (error == 0)
        {
            Connected();
        }
        else
        {
            CloseAttempt(error);
            TryNext();
        }
    }

    /// <summary>The limit is reached.</summary>
    public void TimeOut()
    {
        _error = $"dial tcp {(_fd >= 0 ? _target : _upstream)}: i/o timeout";
        GiveUp();
    }

    /// <summary>The proxy stops: the client is let go.</summary>
    public void GiveUp()
    {
        if (_isOver)
        {
            return;
        }

        if (_fd >= 0)
        {
            CloseAttempt(0);
        }

        End();
        if (_error.Length > 0)
        {
            _proxy.Log.Write(LogLevel.Error, "proxy.go", "Unable to open connection to upstream", ("error", _error), ("client", _address.ToString()));
        }

        new Peer(_loop, _client, _address, new Nobody()).Close();
    }

    private async Task LookUpAsync(string host)
    {
        try
        {
            var found = await ListenAddress.LookUpAsync(host);
            _loop.Post(() => Resolved(found));
        }
        catch (ProxyException e)
        {
            _loop.Post(() =>
            {
                _error = $"dial tcp: {e.Message}";
                GiveUp();
            });
        }
    }

    private void Resolved(IPAddress[] found)
    {
        if (!_isOver)
        {
            _addresses = new(found);
            TryNext();
        }
    }

    private void TryNext()
    {
        while (_addresses.TryDequeue(out var ip))
        {
            _fd = Libc.Socket(ip.AddressFamily == AddressFamily.InterNetwork ? Libc.FamilyIPv4 : Libc.FamilyIPv6,
                Libc.SocketStream | Libc.SocketNonBlocking | Libc.SocketCloseOnExec, 0);
            if (_fd < 0)
            {
                continue;
            }

            _target = new(ip, _port);
            if (Libc.Connect(_fd, _target.Serialize()) == 0)
            {
                _slot = 0;
                Connected();
                return;
            }

            var error = Libc.LastError;
            if (error == Libc.InProgress)
            {
                _slot = _loop.Add(_fd, this, Libc.EventOut | Libc.EventEdge);
                return;
            }

            CloseAttempt(error);
        }

        GiveUp();
    }

    private void Connected()
    {
        if (_slot != 0)
        {
            _loop.Remove(_slot, _fd, isShared: true);
        }

        Libc.SetOption(_fd, Libc.LevelTcp, Libc.OptionNoDelay, 1);
        Libc.SetOption(_fd, Libc.LevelSocket, Libc.OptionKeepAlive, 1);
        Libc.SetOption(_fd, Libc.LevelTcp, Libc.OptionKeepIdle, 15);
        Libc.SetOption(_fd, Libc.LevelTcp, Libc.OptionKeepInterval, 15);
        End();
        _ = new Connection(_proxy, _loop, _client, _address, _fd, _target);
    }

    private void CloseAttempt(int error)
    {
        // Of several addresses the first one's error is told.
        if (error != 0 && _error.Length == 0)
        {
            _error = $"dial tcp {_target}: connect: {Libc.Describe(error)}";
        }

        if (_slot != 0)
        {
            _loop.Remove(_slot, _fd);
        }

        _ = Libc.Close(_fd);
        (_fd, _slot) = (-1, 0);
    }

    private void End()
    {
        _isOver = true;
        _proxy.On(_loop).Remove(this);
    }

    private sealed class Nobody : IPolled
    {
        public void OnEvents(uint events)
        {
        }
    }
}
