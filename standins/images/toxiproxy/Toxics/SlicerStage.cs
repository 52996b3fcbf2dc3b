namespace Standins.Toxiproxy.Toxics;

/// <summary>Cuts chunks into pieces, with a delay after each one, the last one too.</summary>
internal sealed class SlicerStage(Toxic toxic) : Stage(toxic)
{
    private readonly Stack<int> _pieces = new();
    private long _nextAt;

    public override void Restart(long now)
    {
        _pieces.Clear();
        _nextAt = now;
    }

    protected override bool Process(long now)
    {
        var moved = false;
        while (Count > 0 && Next.HasRoom)
        {
            if (now < _nextAt)
            {
                Due = _nextAt;
                return moved;
            }

            Emit(now);
            _nextAt = now + Math.Clamp(unchecked(Toxic.Attribute(2) * 1_000), 0, long.MaxValue / 4);
            moved = true;
        }

        if (Count == 0 && End != End.None && now < _nextAt)
        {
            Due = _nextAt;
            return moved;
        }

        return PassEnd() || moved;
    }

    protected override void ReleaseCurrent(long now)
    {
        if (_pieces.Count > 0)
        {
            Next.Accept(Take(), now);
        }

        Restart(now);
    }

    private void Emit(long now)
    {
        var chunk = Peek();
        if (_pieces.Count == 0)
        {
            Cut(chunk.Length);
        }

        var piece = _pieces.Pop();
        if (_pieces.Count == 0)
        {
            Next.Accept(Take(), now);
        }
        else
        {
            Left(piece);
            Next.Accept(chunk.Split(piece), now);
        }
    }

    // Halves what is too long, a little off the middle, until every part is at most average + variation. The right part is
    // always looked at first, so the stack ends with the first piece on top.
    private void Cut(int length)
    {
        long average = Math.Max(1, Toxic.Attribute(0)), variation = Math.Clamp(Toxic.Attribute(1), 0, average);
        var open = new Stack<int>([length]);
        while (open.TryPop(out var part))
        {
            if (part < 2 || part - average <= variation)
            {
                _pieces.Push(part);
                continue;
            }

            var offset = variation > 0 ? Random.Shared.NextInt64(-variation, variation) : 0;
            var left = (int)Math.Clamp((part / 2) + offset, 1, part - 1);
            open.Push(left);
            open.Push(part - left);
        }
    }
}
