namespace Standins.Toxiproxy.Loop;

/// <summary>
/// Moves a loop's thread to the processor its partners run on while they exchange small messages. Waking a thread on another
/// processor costs more than forwarding the message, and the scheduler leaves a thread where it once was.
/// </summary>
internal sealed unsafe class Placement
{
    private const int SmallRead = 8 * 1024;

    // Odd, so that samples alternate between requests and answers: only when both come from elsewhere is elsewhere better.
    private const int SampleEvery = 7;
    private const int SamplesToMove = 6;
    private const long RestAfterMove = 20_000_000;
    private const long RestAfterJoin = 50_000_000;
    private const int MaskBytes = 128;

    private readonly byte[] _allowed = new byte[MaskBytes];
    private readonly bool _canMove;
    private int _reads;
    private int _elsewhere;
    private long _restUntil;

    /// <summary>To be made on the loop's thread.</summary>
    public Placement()
    {
        fixed (byte* mask = _allowed)
        {
            _canMove = Libc.GetAffinity(MaskBytes, mask);
        }
    }

    /// <summary>A first connection on an idle loop: its client is a better neighbour than whoever was here before.</summary>
    public void Join(int fd)
    {
        if (_canMove && EventLoop.Now >= _restUntil)
        {
            _restUntil = EventLoop.Now + RestAfterJoin;
            Follow(fd, enough: 1);
        }
    }

    /// <summary>A read of <paramref name="count"/> bytes was all there was to do in this turn.</summary>
    public void Note(int fd, int count)
    {
        if (!_canMove || count > SmallRead || ++_reads % SampleEvery != 0)
        {
            return;
        }

        if (EventLoop.Now >= _restUntil)
        {
            Follow(fd, SamplesToMove);
        }
    }

    private void Follow(int fd, int enough)
    {
        int sender = -1, length = sizeof(int);
        _ = Libc.GetOption(fd, Libc.LevelSocket, Libc.OptionIncomingProcessor, &sender, &length);
        _elsewhere = sender == Libc.CurrentProcessor() || sender is < 0 or >= MaskBytes * 8 ? 0 : _elsewhere + 1;
        if (_elsewhere >= enough)
        {
            (_elsewhere, _restUntil) = (0, EventLoop.Now + RestAfterMove);
            MoveTo(sender);
        }
    }

    // Only a push: afterwards the thread may run anywhere again.
    private void MoveTo(int processor)
    {
        var there = stackalloc byte[MaskBytes];
        new Span<byte>(there, MaskBytes).Clear();
        there[processor / 8] = (byte)(1 << (processor % 8));
        if ((_allowed[processor / 8] & there[processor / 8]) != 0 && Libc.SetAffinity(0, MaskBytes, there) == 0)
        {
            fixed (byte* everywhere = _allowed)
            {
                _ = Libc.SetAffinity(0, MaskBytes, everywhere);
            }
        }
    }
}
