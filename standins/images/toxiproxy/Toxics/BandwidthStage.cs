using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Toxics;

/// <summary>Lets rate × 1000 bytes a second through. The delay precedes the data; more than 100 ms of data leaves in slices of 100 ms.</summary>
internal sealed class BandwidthStage(Toxic toxic) : Stage(toxic)
{
    private const long SliceMilliseconds = 100;
    private const long MaxCatchUp = 50_000_000;
    private const int MinAhead = 128 * 1024;
    private const int MaxAhead = 2 * 1024 * 1024;
    private long _clock;
    private int _slice;
    private long _sliceDue = Timed.Never;
    private bool _wasHeldUp;

    // Enough is read ahead to keep the rate on a busy machine: the schedule catches up only with data that is already here.
    public override bool HasRoom => Count < 1024 && QueuedBytes < Math.Clamp(Toxic.Attribute(0), MinAhead / SliceMilliseconds, MaxAhead / SliceMilliseconds) * SliceMilliseconds;

    public override void Restart(long now) => (_clock, _sliceDue) = (now, Timed.Never);

    protected override bool Process(long now)
    {
        var moved = false;
        while (Count > 0)
        {
            var chunk = Peek();
            if (_sliceDue == Timed.Never && !Plan(chunk))
            {
                return moved;
            }

            if (now < _sliceDue)
            {
                Due = _sliceDue;
                return moved;
            }

            if (!Next.HasRoom)
            {
                _wasHeldUp = true;
                return moved;
            }

            // The next slice counts from when this one was due, so that lateness of timers does not add up; but a reader
            // that held us up for longer gets no burst afterwards.
            _clock = _wasHeldUp && now - _sliceDue > MaxCatchUp ? now : _sliceDue;
            (_sliceDue, _wasHeldUp) = (Timed.Never, false);
            Emit(chunk, now);
            moved = true;
        }

        return PassEnd() || moved;
    }

    protected override void ReleaseCurrent(long now)
    {
        if (Count > 0)
        {
            Next.Accept(Take(), now);
        }

        Restart(now);
    }

    // False while the rate is 0: then nothing passes, not even an end behind the data.
    private bool Plan(Chunk chunk)
    {
        var rate = Toxic.Attribute(0);
        if (rate <= 0)
        {
            return false;
        }

        _slice = (int)Math.Min(chunk.Length, rate * SliceMilliseconds);
        _sliceDue = Math.Max(_clock, chunk.ArrivedAt) + (long)((Int128)_slice * 1_000_000 / rate);
        return true;
    }

    private void Emit(Chunk chunk, long now)
    {
        if (_slice < chunk.Length)
        {
            Left(_slice);
            Next.Accept(chunk.Split(_slice), now);
        }
        else
        {
            Next.Accept(Take(), now);
        }
    }
}
