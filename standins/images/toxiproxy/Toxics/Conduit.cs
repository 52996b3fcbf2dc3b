using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Toxics;

/// <summary>A place in a link where data waits: a toxic's stage, or the socket at the end.</summary>
internal abstract class Conduit
{
    private readonly Queue<Chunk> _queue = new();

    /// <summary>What follows the queued data.</summary>
    public End End { get; private set; }

    public int Count => _queue.Count;

    /// <summary>Whether the stage before may hand over more without the queue growing past its bound.</summary>
    public virtual bool HasRoom => QueuedBytes < 128 * 1024 && Count < 64;

    protected long QueuedBytes { get; private set; }

    public void Accept(Chunk chunk, long now)
    {
        chunk.ArrivedAt = now;
        QueuedBytes += chunk.Length;
        _queue.Enqueue(chunk);
    }

    public void AcceptEnd(End end) => End = end > End ? end : End;

    public void Discard()
    {
        while (_queue.TryDequeue(out var chunk))
        {
            chunk.Free();
        }

        QueuedBytes = 0;
    }

    protected Chunk Peek() => _queue.Peek();

    protected Chunk Take()
    {
        var chunk = _queue.Dequeue();
        QueuedBytes -= chunk.Length;
        return chunk;
    }

    /// <summary>Keeps the count right when part of the first chunk has left.</summary>
    protected void Left(int bytes) => QueuedBytes -= bytes;
}
