using System.Net;
using System.Net.Sockets;
using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Proxying;

/// <summary>The listening socket of a running proxy. All loops accept from it; each keeps what it accepts.</summary>
internal sealed class Listener
{
    private const int Backlog = 4096;
    private readonly Proxy _proxy;
    private readonly Socket _socket;
    private readonly Acceptor[] _acceptors;

    /// <exception cref="ProxyException">The address is taken or not of this machine.</exception>
    public Listener(Proxy proxy, ListenAddress address)
    {
        _proxy = proxy;
        _acceptors = new Acceptor[proxy.Options.Loops.Count];
        _socket = Bind(address);
        var bound = (IPEndPoint)_socket.LocalEndPoint!;
        Address = ListenAddress.Format(bound.Address, bound.Port);
        proxy.Options.Loops.RunOnAll(loop => _acceptors[loop.Index] = new Acceptor(this, loop));
    }

    /// <summary>The address that was bound, with its port.</summary>
    public string Address { get; }

    private int Fd => (int)_socket.SafeHandle.DangerousGetHandle();

    /// <summary>Stops accepting; new clients are refused when this returns.</summary>
    public void Close()
    {
        _proxy.Options.Loops.RunOnAll(loop => _acceptors[loop.Index].Stop());
        _socket.Dispose();
    }

    public static Socket Bind(ListenAddress address)
    {
        // Any address means both families, as in Go.
        var any = address.Ip == null || address.Ip.Equals(IPAddress.Any) || address.Ip.Equals(IPAddress.IPv6Any);
        var ip = any ? Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any : address.Ip!;
        var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (ip.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = any;
            }

            // Accepted sockets inherit these.
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
            socket.Blocking = false;
            socket.Bind(new IPEndPoint(ip, address.Port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ProxyException($"listen tcp {address}: bind: {Libc.Describe(e.NativeErrorCode)}");
        }
    }

    /// <summary>The listener as one loop sees it.</summary>
    private sealed unsafe class Acceptor : IPolled
    {
        private readonly Listener _listener;
        private readonly EventLoop _loop;
        private readonly int _slot;

        // Given up for a moment when the process runs out of file descriptors, to turn the client away instead of spinning.
        private int _reserve = Libc.EventFd(0, Libc.SocketCloseOnExec);

        public Acceptor(Listener listener, EventLoop loop)
        {
            (_listener, _loop) = (listener, loop);
            // Level triggered and exclusive: one client per wake-up spreads a burst of them over the loops.
            _slot = loop.Add(listener.Fd, this, Libc.EventIn | Libc.EventExclusive);
        }

        public void OnEvents(uint events)
        {
            var client = Libc.Accept(_listener.Fd, out var address);
            if (client >= 0)
            {
                _loop.NoteClient(client);
                _listener._proxy.Dial(_loop, client, address!);
            }
            else if (Libc.LastError is Libc.TooManyFiles or Libc.TooManyFilesInSystem)
            {
                _ = Libc.Close(_reserve);
                _ = Libc.Close(Libc.Accept(_listener.Fd, out _));
                _reserve = Libc.EventFd(0, Libc.SocketCloseOnExec);
            }
        }

        public void Stop()
        {
            _loop.Remove(_slot, _listener.Fd, isShared: true);
            _ = Libc.Close(_reserve);
        }
    }
}
