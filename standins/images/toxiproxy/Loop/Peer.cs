using System.Net;

namespace Standins.Toxiproxy.Loop;

/// <summary>One non-blocking TCP socket of a connection: what epoll last said about it, and its reads and writes.</summary>
internal sealed unsafe class Peer : IPolled
{
    /// <summary>Not now: wait for the next event.</summary>
    public const int WouldBlock = -1;

    /// <summary>The connection is broken.</summary>
    public const int Broken = -2;

    private const int MaxDrain = 1 << 20;

    private readonly EventLoop _loop;
    private readonly int _fd;
    private readonly int _slot;
    private readonly IPEndPoint _address;
    private readonly IPolled _owner;
    private bool _hangup;

    public Peer(EventLoop loop, int fd, IPEndPoint address, IPolled owner)
    {
        (_loop, _fd, _address, _owner) = (loop, fd, address, owner);
        loop.Peers++;
        _slot = loop.Add(fd, this, Libc.EventIn | Libc.EventOut | Libc.EventPeerClosed | Libc.EventEdge);
    }

    /// <summary>Both ends, as errors of Go name them. Not to be asked once the socket is closed.</summary>
    public string Way => $"{Libc.Local(_fd)}->{_address}";

    /// <summary>What broke the connection, an errno.</summary>
    public int Error { get; private set; }

    public bool IsReadable { get; private set; }

    public bool IsWritable { get; private set; }

    public bool IsClosed { get; private set; }

    /// <summary>Both directions are over: the connection was reset, or ended from both sides.</summary>
    public bool IsDead { get; private set; }

    public void OnEvents(uint events)
    {
        const uint end = Libc.EventError | Libc.EventHangup;
        IsReadable |= (events & (Libc.EventIn | Libc.EventPeerClosed | end)) != 0;
        IsWritable |= (events & (Libc.EventOut | end)) != 0;
        IsDead |= (events & Libc.EventHangup) != 0;
        _hangup |= (events & (Libc.EventPeerClosed | end)) != 0;
        _owner.OnEvents(events);
    }

    /// <summary>Bytes read; 0 at the end of the stream, or <see cref="WouldBlock"/>, or <see cref="Broken"/>.</summary>
    public int Read(byte* buffer, int length)
    {
        var count = (int)Libc.Receive(_fd, buffer, length, 0);
        if (count > 0)
        {
            // A short read empties the socket; asking again would only cost a call. Not so when an end is waiting behind it.
            IsReadable = count == length || _hangup;
            _loop.NoteRead(_fd, count);
            return count;
        }

        if (count == 0)
        {
            IsReadable = false;
            return 0;
        }

        return Failed(Libc.LastError, isRead: true);
    }

    /// <summary>Bytes written, or <see cref="WouldBlock"/>, or <see cref="Broken"/>.</summary>
    public int Write(byte* data, int length)
    {
        var count = (int)Libc.Send(_fd, data, length, Libc.NoSignal);
        if (count < 0)
        {
            return Failed(Libc.LastError, isRead: false);
        }

        IsWritable = count == length;
        return count;
    }

    public void ShutdownWrite() => _ = Libc.Shutdown(_fd, Libc.ShutdownWrite);

    /// <summary>From now on closing resets the connection.</summary>
    public void ResetOnClose()
    {
        var linger = stackalloc int[2] { 1, 0 };
        _ = Libc.SetOption(_fd, Libc.LevelSocket, Libc.OptionLinger, linger, 2 * sizeof(int));
    }

    public void Close()
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        IsReadable = IsWritable = false;
        Drain();
        _loop.Peers--;
        _loop.Remove(_slot, _fd);
        _ = Libc.Close(_fd);
    }

    // Closing a socket with unread bytes sends a reset where an end of stream is due.
    private void Drain()
    {
        var block = _loop.Blocks.Rent();
        for (var drained = 0; drained < MaxDrain;)
        {
            var count = (int)Libc.Receive(_fd, block, BlockPool.BlockSize, 0);
            if (count < BlockPool.BlockSize)
            {
                break;
            }

            drained += count;
        }

        _loop.Blocks.Return(block);
    }

    private int Failed(int error, bool isRead)
    {
        if (error is not (Libc.Again or Libc.Interrupted))
        {
            Error = error;
            return Broken;
        }

        if (isRead)
        {
            IsReadable = error == Libc.Interrupted;
        }
        else
        {
            IsWritable = error == Libc.Interrupted;
        }

        return WouldBlock;
    }
}
