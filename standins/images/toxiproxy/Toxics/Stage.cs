using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Toxics;

/// <summary>
/// One toxic at work on one direction of one connection. A stage moves what it holds to the next conduit when it is time; it
/// never waits. This class is also the toxic that does nothing, and any toxic that the dice of its toxicity left out.
/// </summary>
internal class Stage(Toxic toxic) : Conduit
{
    public Toxic Toxic { get; } = toxic;

    public Conduit Next { get; set; } = null!;

    /// <summary>Rolled when the stage starts and again whenever it is interrupted.</summary>
    public bool IsActive { get; private set; } = toxic.Roll();

    /// <summary>Nothing leaves this stage any more.</summary>
    public bool IsClosed { get; protected set; }

    /// <summary>When the stage wants to run again although nothing else happens.</summary>
    public long Due { get; protected set; } = Timed.Never;

    /// <summary>A removed stage that has to finish what it began.</summary>
    public virtual bool OutlivesRemoval => false;

    /// <summary>Moves what may move; returns whether anything did.</summary>
    public bool Run(long now)
    {
        Due = Timed.Never;
        if (IsClosed)
        {
            Discard();
            return false;
        }

        return IsActive ? Process(now) : Pass(now);
    }

    /// <summary>The toxic was changed, or the chain behind this stage: the chunk at work leaves at once and the dice roll again.</summary>
    public void Interrupt(long now)
    {
        if (IsClosed || OutlivesRemoval)
        {
            return;
        }

        if (IsActive)
        {
            ReleaseCurrent(now);
        }

        IsActive = Toxic.Roll();
        Restart(now);
    }

    /// <summary>The toxic was removed: everything held leaves at once.</summary>
    public virtual void Release(long now)
    {
        if (IsClosed)
        {
            return;
        }

        ReleaseCurrent(now);
        while (Count > 0)
        {
            Next.Accept(Take(), now);
        }

        PassEnd();
    }

    /// <summary>Starts the toxic's clock; called when the stage joins a link and after an interrupt.</summary>
    public virtual void Restart(long now)
    {
    }

    protected virtual bool Process(long now) => Pass(now);

    protected virtual void ReleaseCurrent(long now)
    {
    }

    protected bool PassEnd()
    {
        if (Count > 0 || End == End.None || IsClosed)
        {
            return false;
        }

        Finish(End);
        return true;
    }

    protected void Finish(End end)
    {
        IsClosed = true;
        Next.AcceptEnd(end);
    }

    private bool Pass(long now)
    {
        var moved = false;
        while (Count > 0 && Next.HasRoom)
        {
            Next.Accept(Take(), now);
            moved = true;
        }

        return PassEnd() || moved;
    }
}
