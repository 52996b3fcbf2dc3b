using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Toxics;

/// <summary>Passes data at once and holds back the end of the stream.</summary>
internal sealed class SlowCloseStage(Toxic toxic) : Stage(toxic)
{
    private long _endDue = Timed.Never;

    public override void Restart(long now) => _endDue = Timed.Never;

    protected override bool Process(long now)
    {
        var moved = false;
        while (Count > 0 && Next.HasRoom)
        {
            Next.Accept(Take(), now);
            moved = true;
        }

        if (Count > 0 || End == End.None)
        {
            return moved;
        }

        if (_endDue == Timed.Never)
        {
            _endDue = now + Math.Min(unchecked(Toxic.Attribute(0) * 1_000_000), long.MaxValue / 4);
        }

        if (now < _endDue)
        {
            Due = _endDue;
            return moved;
        }

        return PassEnd() || moved;
    }
}
