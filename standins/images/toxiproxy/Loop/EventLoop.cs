using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Standins.Toxiproxy.Loop;

/// <summary>
/// One thread with epoll, a timer of nanosecond resolution and a queue of posted work. Everything a connection does happens on
/// the thread of its loop and never waits there, so no connection can hold up another one or the API.
/// </summary>
internal sealed unsafe class EventLoop
{
    private const int MaxEvents = 256;

    // The kernel packs its epoll_event on x64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - 8;

    private readonly int _epoll = Check(Libc.EpollCreate(Libc.SocketCloseOnExec));
    private readonly int _wakeUp = Check(Libc.EventFd(0, Libc.SocketCloseOnExec | Libc.SocketNonBlocking));
    private readonly int _timer = Check(Libc.TimerCreate(Libc.ClockMonotonic, Libc.SocketCloseOnExec | Libc.SocketNonBlocking));
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly PriorityQueue<Timed, long> _timers = new();
    private readonly Queue<Timed> _turns = new();
    private readonly List<(IPolled? Target, uint Generation)> _slots = [(null, 0)];
    private readonly Stack<int> _freeSlots = new();
    private long _armedFor = Timed.Never;
    private Placement? _placement;
    private int _eventsOfTurn;

    public EventLoop(int index)
    {
        Index = index;
        // Slot 0 is the loop itself: the wake-up counter and the timer need no handler. Edge triggering spares reading them.
        Watch(_wakeUp, Libc.EventIn | Libc.EventEdge, 0);
        Watch(_timer, Libc.EventIn | Libc.EventEdge, 0);
        new Thread(Run) { IsBackground = true, Name = $"loop-{index}" }.Start();
    }

    /// <summary>Place of this loop among all loops of the process.</summary>
    public int Index { get; }

    /// <summary>Buffers for what connections of this loop hold.</summary>
    public BlockPool Blocks { get; } = new();

    /// <summary>Nanoseconds of the monotonic clock, the clock of the timer.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>Runs <paramref name="work"/> on the loop's thread, soon. Callable from any thread.</summary>
    public void Post(Action work)
    {
        _posted.Enqueue(work);
        ulong one = 1;
        _ = Libc.Write(_wakeUp, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Watches a file descriptor; returns the slot to give back.</summary>
    public int Add(int fd, IPolled target, uint events)
    {
        if (!_freeSlots.TryPop(out var slot))
        {
            slot = _slots.Count;
            _slots.Add((null, 0));
        }

        _slots[slot] = (target, _slots[slot].Generation + 1);
        Watch(fd, events, slot);
        return slot;
    }

    /// <summary>Forgets a slot, before its file descriptor is closed. Events already fetched for it are dropped.</summary>
    public void Remove(int slot, int fd, bool isShared = false)
    {
        if (isShared)
        {
            _ = Libc.EpollControl(_epoll, Libc.ControlDelete, fd, null);
        }

        _slots[slot] = (null, _slots[slot].Generation);
        _freeSlots.Push(slot);
    }

    public void WakeAt(Timed timed, long due)
    {
        if (due < timed.WakeAt)
        {
            timed.WakeAt = due;
            _timers.Enqueue(timed, due);
        }
    }

    /// <summary>Sockets of connections on this loop.</summary>
    public int Peers { get; set; }

    /// <summary>Tells the loop of a new client, for its thread's place among the processors.</summary>
    public void NoteClient(int fd)
    {
        if (Peers == 0)
        {
            _placement!.Join(fd);
        }
    }

    /// <summary>Tells the loop of a read, for its thread's place among the processors.</summary>
    public void NoteRead(int fd, int count)
    {
        if (_eventsOfTurn == 1)
        {
            _placement!.Note(fd, count);
        }
    }

    /// <summary>Gives <paramref name="timed"/> another turn after the others had theirs.</summary>
    public void WakeNext(Timed timed)
    {
        if (!timed.IsQueued)
        {
            timed.IsQueued = true;
            _turns.Enqueue(timed);
        }
    }

    private static int Check(int result) => result >= 0 ? result : throw new InvalidOperationException($"system call failed: errno {Libc.LastError}");

    private void Watch(int fd, uint events, int slot)
    {
        var pollEvent = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(pollEvent, 4), events);
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(pollEvent + DataOffset, 8), ((ulong)_slots[slot].Generation << 32) | (uint)slot);
        _ = Check(Libc.EpollControl(_epoll, Libc.ControlAdd, fd, pollEvent));
    }

    private void Run()
    {
        _placement = new Placement();
        var events = stackalloc byte[16 * MaxEvents];
        while (true)
        {
            while (_posted.TryDequeue(out var work))
            {
                work();
            }

            WakeDue();
            for (var turns = _turns.Count; turns > 0; turns--)
            {
                var timed = _turns.Dequeue();
                timed.IsQueued = false;
                timed.OnWake();
            }

            ArmTimer();
            var count = Libc.EpollWait(_epoll, events, MaxEvents, _turns.Count > 0 ? 0 : -1);
            _eventsOfTurn = count;
            for (var i = 0; i < count; i++)
            {
                Dispatch(events + (i * EventSize));
            }
        }
    }

    private void Dispatch(byte* pollEvent)
    {
        var data = *(ulong*)(pollEvent + DataOffset);
        var (target, generation) = _slots[(int)(uint)data];
        if (target != null && generation == (uint)(data >> 32))
        {
            target.OnEvents(*(uint*)pollEvent);
        }
    }

    private void WakeDue()
    {
        while (_timers.TryPeek(out var timed, out var due) && due <= Now)
        {
            _timers.Dequeue();
            _armedFor = Timed.Never;
            // An entry that was overtaken by an earlier one for the same target is stale.
            if (timed.WakeAt == due)
            {
                timed.WakeAt = Timed.Never;
                timed.OnWake();
            }
        }
    }

    private void ArmTimer()
    {
        if (!_timers.TryPeek(out _, out var due) || due == _armedFor)
        {
            return;
        }

        _armedFor = due;
        var value = stackalloc long[4] { 0, 0, due / 1_000_000_000, Math.Max(1, due % 1_000_000_000) };
        _ = Libc.TimerSet(_timer, Libc.TimerAbsolute, value, null);
    }
}
