using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Toxics;

/// <summary>Ends the connection some time after data or an end came its way. Sockets of a connection that started with it reset then.</summary>
internal sealed class ResetPeerStage(Toxic toxic) : Stage(toxic)
{
    private long _resetDue = Timed.Never;

    // Once begun it goes through, whatever happens to the toxic.
    public override bool OutlivesRemoval => _resetDue != Timed.Never && !IsClosed;

    protected override bool Process(long now)
    {
        if (_resetDue == Timed.Never && (Count > 0 || End != End.None))
        {
            _resetDue = now + Math.Clamp(unchecked(Toxic.Attribute(0) * 1_000_000), 0, long.MaxValue / 4);
        }

        Due = _resetDue;
        if (now < Due)
        {
            return false;
        }

        Discard();
        Finish(End.OfConnection);
        return true;
    }
}
