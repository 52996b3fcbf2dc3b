namespace Standins.Toxiproxy.Toxics;

/// <summary>Drops all data; closes the connection after a time without data, or never when the time is 0, and also when it is removed.</summary>
internal sealed class TimeoutStage(Toxic toxic) : Stage(toxic)
{
    private long _quietSince;

    public override void Restart(long now) => _quietSince = now;

    public override void Release(long now)
    {
        if (!IsClosed)
        {
            Finish(End.OfConnection);
        }
    }

    protected override bool Process(long now)
    {
        if (Count > 0)
        {
            Discard();
            _quietSince = now;
        }

        if (PassEnd())
        {
            return true;
        }

        var timeout = unchecked(Toxic.Attribute(0) * 1_000_000);
        if (timeout <= 0)
        {
            return false;
        }

        Due = _quietSince + Math.Min(timeout, long.MaxValue / 4);
        if (now < Due)
        {
            return false;
        }

        Finish(End.OfConnection);
        return true;
    }
}
