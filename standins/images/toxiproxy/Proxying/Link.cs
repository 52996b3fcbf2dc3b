using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Proxying;

/// <summary>One direction of a connection: from the source's socket through the stages of the toxics to the destination's socket.</summary>
internal sealed unsafe class Link : Timed
{
    private const int RoundsPerTurn = 16;

    // Toxics see data in pieces of at most this size, as in the original.
    private const int ChunkSize = 32 * 1024;

    private readonly Connection _connection;
    private readonly Peer _source;
    private readonly Peer _destination;
    private readonly EventLoop _loop;
    private readonly Sink _sink;
    private readonly List<Stage> _stages = [];
    private readonly LinkLog _log;
    private bool _sourceEnded;
    private bool _sourceIsOver;

    public Link(Connection connection, EventLoop loop, Peer source, Peer destination, IEnumerable<Toxic> toxics, LinkLog log)
    {
        (_connection, _loop, _source, _destination, _log) = (connection, loop, source, destination, log);
        _sink = new Sink(destination);
        foreach (var toxic in toxics)
        {
            Append(toxic, EventLoop.Now);
        }
    }

    /// <summary>Nothing will be written to the destination any more.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The traffic counters know of it.</summary>
    public bool IsCounted { get; set; }

    public long Received { get; private set; }

    // What a failed write had sent before is not counted, as in the original.
    public long Sent => _sink.HasFailed ? 0 : _sink.Sent;

    private Conduit First => _stages.Count > 0 ? _stages[0] : _sink;

    public override void OnWake() => Pump();

    /// <summary>Moves what can be moved now and arranges to be called when more can be.</summary>
    public void Pump()
    {
        if (IsEnded)
        {
            return;
        }

        for (var round = 0; round < RoundsPerTurn; round++)
        {
            var moved = _sink.Flush();
            moved |= RunStages();
            moved |= Read();
            if (_sink.IsBroken || (_sink.Count == 0 && _sink.End != End.None))
            {
                Finish(_sink.IsBroken ? End.None : _sink.End);
                return;
            }

            if (!moved)
            {
                Schedule();
                return;
            }
        }

        _loop.WakeNext(this);
    }

    /// <summary>The source's socket is about to be closed by the other direction or the proxy; what is inside still leaves.</summary>
    public void SourceGone()
    {
        if (!_sourceIsOver)
        {
            _sourceIsOver = true;
            _log.SourceTerminated(Received, _source, "use of closed network connection");
        }

        if (!IsEnded)
        {
            EndSource(End.OfConnection);
            _loop.WakeNext(this);
        }
    }

    public void Add(Toxic toxic)
    {
        if (!IsEnded && !_stages.Exists(stage => stage.Toxic == toxic))
        {
            var now = EventLoop.Now;
            _stages.LastOrDefault()?.Interrupt(now);
            Append(toxic, now);
            Pump();
        }
    }

    public void Update(Toxic toxic)
    {
        if (!IsEnded)
        {
            _stages.Find(stage => stage.Toxic == toxic)?.Interrupt(EventLoop.Now);
            Pump();
        }
    }

    public void Remove(Toxic toxic)
    {
        var index = _stages.FindIndex(stage => stage.Toxic == toxic);
        if (IsEnded || index < 0 || _stages[index].OutlivesRemoval)
        {
            return;
        }

        var now = EventLoop.Now;
        var removed = _stages[index];
        removed.Release(now);
        _stages.RemoveAt(index);
        if (index > 0)
        {
            _stages[index - 1].Next = removed.Next;
            _stages[index - 1].Interrupt(now);
        }

        // A toxic that closed the connection leaves nothing to read for.
        if (removed.IsClosed)
        {
            _sourceEnded = true;
        }

        Pump();
    }

    /// <summary>Drops what is inside.</summary>
    public void Abort()
    {
        IsEnded = true;
        _sink.Discard();
        _stages.ForEach(stage => stage.Discard());
    }

    private void Append(Toxic toxic, long now)
    {
        var stage = toxic.Type.CreateStage(toxic);
        stage.Next = _sink;
        if (_stages.Count > 0)
        {
            _stages[^1].Next = stage;
        }

        // Behind an end that is already on its way out there is nothing left to do.
        stage.AcceptEnd(_sink.End);
        _stages.Add(stage);
        stage.Restart(now);
    }

    private bool RunStages()
    {
        var moved = false;
        for (var i = _stages.Count - 1; i >= 0; i--)
        {
            moved |= _stages[i].Run(EventLoop.Now);
        }

        return moved;
    }

    private bool Read()
    {
        var direct = _stages.TrueForAll(stage => !stage.IsActive && stage.Count == 0);
        if (_sourceEnded || !_source.IsReadable || (direct ? _sink.Count > 0 : !First.HasRoom))
        {
            return false;
        }

        var block = _loop.Blocks.Rent();
        var count = _source.Read(block, direct ? BlockPool.BlockSize : ChunkSize);
        if (count > 0)
        {
            Received += count;
        }

        if (count > 0 && direct)
        {
            _sink.WriteThrough(block, count, _loop.Blocks, 0);
            return true;
        }

        if (count > 0)
        {
            var now = EventLoop.Now;
            First.Accept(Chunk.Copy(block, count, now), now);
        }

        _loop.Blocks.Return(block);
        if (count is 0 or Peer.Broken)
        {
            _sourceIsOver = true;
            if (count == Peer.Broken)
            {
                _log.SourceTerminated(Received, _source, $"read: {Libc.Describe(_source.Error)}");
            }

            EndSource(count == 0 ? End.OfStream : End.OfConnection);
        }

        return count != Peer.WouldBlock;
    }

    private void EndSource(End end)
    {
        if (!_sourceEnded || end == End.OfConnection)
        {
            _sourceEnded = true;
            First.AcceptEnd(end);
        }
    }

    private void Finish(End end)
    {
        if (_sink.HasFailed)
        {
            _log.CouldNotWrite(_sink.Sent, _destination);
        }

        Abort();
        _connection.LinkEnded(this, _destination, end);
    }

    private void Schedule()
    {
        var due = Never;
        foreach (var stage in _stages)
        {
            due = Math.Min(due, stage.Due);
        }

        if (due != Never)
        {
            _loop.WakeAt(this, due);
        }
    }
}
