using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Proxying;

/// <summary>The end of a link: what the destination's socket did not take yet.</summary>
internal sealed unsafe class Sink(Peer destination) : Conduit
{
    public override bool HasRoom => QueuedBytes < 64 * 1024;

    /// <summary>A write found the destination broken.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The destination is gone; what is queued will never leave.</summary>
    public bool IsBroken => HasFailed || destination.IsDead;

    /// <summary>Bytes the destination's socket has taken.</summary>
    public long Sent { get; private set; }

    /// <summary>Writes until all is written or the socket is full; returns whether anything was written.</summary>
    public bool Flush()
    {
        var moved = false;
        while (Count > 0 && destination.IsWritable && !IsBroken)
        {
            var chunk = Peek();
            var written = destination.Write(chunk.Data, chunk.Length);
            if (written < 0)
            {
                HasFailed = written == Peer.Broken;
                break;
            }

            moved = true;
            Sent += written;
            if (written == chunk.Length)
            {
                Take().Free();
            }
            else
            {
                Left(written);
                chunk.Skip(written);
            }
        }

        return moved;
    }

    /// <summary>Writes a block that was just read, without a detour through the queue; takes the block over.</summary>
    public void WriteThrough(byte* block, int length, BlockPool pool, long now)
    {
        var written = destination.Write(block, length);
        HasFailed = written == Peer.Broken;
        written = Math.Max(0, written);
        Sent += written;
        if (written == length || HasFailed)
        {
            pool.Return(block);
        }
        else
        {
            Accept(Chunk.TakeOver(block, block + written, length - written, pool), now);
        }
    }
}
