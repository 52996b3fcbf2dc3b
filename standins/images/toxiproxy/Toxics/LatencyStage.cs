using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Toxics;

/// <summary>Delays each chunk by latency ± jitter from the moment it was read. Order is kept; an end is late only behind data.</summary>
internal sealed class LatencyStage(Toxic toxic) : Stage(toxic)
{
    private const int MaxChunks = 1024;
    private const long GuaranteedBytes = 256 * 1024;
    private const long SharedBytes = 40L << 20;
    private long _firstDue = Timed.Never;

    // Deep, so that a delay does not become a limit of bandwidth; shared, so that many delayed connections stay within memory.
    public override bool HasRoom => Count < MaxChunks && (QueuedBytes < GuaranteedBytes || Chunk.TotalHeld < SharedBytes);

    protected override bool Process(long now)
    {
        var moved = false;
        while (Count > 0 && Next.HasRoom)
        {
            if (_firstDue == Timed.Never)
            {
                _firstDue = Peek().ReadAt + Delay();
            }

            if (now < _firstDue)
            {
                Due = _firstDue;
                return moved;
            }

            var chunk = Take();
            chunk.ReadAt = Math.Max(chunk.ReadAt, _firstDue);
            _firstDue = Timed.Never;
            Next.Accept(chunk, now);
            moved = true;
        }

        return PassEnd() || moved;
    }

    protected override void ReleaseCurrent(long now)
    {
        _firstDue = Timed.Never;
        if (Count > 0)
        {
            Next.Accept(Take(), now);
        }
    }

    private long Delay()
    {
        long latency = Toxic.Attribute(0), jitter = Toxic.Attribute(1);
        var milliseconds = unchecked(jitter > 0 ? latency + Random.Shared.NextInt64(jitter * 2) - jitter : latency);
        // Overflow wraps as in the original, where an absurd latency is none. Bounded, so that adding it to a time cannot wrap.
        return Math.Min(unchecked(milliseconds * 1_000_000), long.MaxValue / 4);
    }
}
