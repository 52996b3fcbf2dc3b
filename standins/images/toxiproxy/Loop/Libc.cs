using System.Net;
using System.Runtime.InteropServices;

namespace Standins.Toxiproxy.Loop;

/// <summary>The system calls of the data path. .NET's own sockets put a thread hop between readiness and the read, which costs more than the proxying.</summary>
internal static unsafe partial class Libc
{
    public const int Interrupted = 4, Again = 11, InProgress = 115, TooManyFiles = 24, TooManyFilesInSystem = 23;
    public const uint EventIn = 0x1, EventOut = 0x4, EventError = 0x8, EventHangup = 0x10, EventPeerClosed = 0x2000, EventExclusive = 1u << 28, EventEdge = 1u << 31;
    public const int ControlAdd = 1, ControlDelete = 2;
    public const int ShutdownWrite = 1;
    public const int NoSignal = 0x4000;
    public const int SocketNonBlocking = 0x800, SocketCloseOnExec = 0x80000, SocketStream = 1, FamilyIPv4 = 2, FamilyIPv6 = 10;
    public const int LevelSocket = 1, LevelTcp = 6, OptionError = 4, OptionKeepAlive = 9, OptionLinger = 13, OptionNoDelay = 1, OptionKeepIdle = 4, OptionKeepInterval = 5, OptionIncomingProcessor = 49;
    private const int MaxAddress = 28;
    public const int ClockMonotonic = 1, TimerAbsolute = 1;

    public static int LastError => Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int fd, byte* pollEvent);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int max, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial int TimerCreate(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int TimerSet(int fd, int flags, long* newValue, long* oldValue);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int fd, byte* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int fd, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int fd, int level, int name, int* value, int* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int fd, int level, int name, int* value, int length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int fd, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int fd, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(int fd, int how);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinityOf(int thread, nint length, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static partial int SetAffinity(int thread, nint length, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    public static partial int CurrentProcessor();

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetName(int fd, byte* address, int* length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    public static int Connect(int fd, SocketAddress address)
    {
        fixed (byte* bytes = address.Buffer.Span)
        {
            return Connect(fd, bytes, address.Size);
        }
    }

    /// <summary>Accepts a client; its file descriptor, or what an error gives.</summary>
    public static int Accept(int fd, out IPEndPoint? client)
    {
        var address = stackalloc byte[MaxAddress];
        var length = MaxAddress;
        var accepted = Accept(fd, address, &length, SocketNonBlocking | SocketCloseOnExec);
        client = accepted >= 0 ? EndPoint(address) : null;
        return accepted;
    }

    /// <summary>The own address of a socket.</summary>
    public static IPEndPoint? Local(int fd)
    {
        var address = stackalloc byte[MaxAddress];
        var length = MaxAddress;
        return GetName(fd, address, &length) == 0 ? EndPoint(address) : null;
    }

    /// <summary>The words of an errno as Go has them.</summary>
    public static string Describe(int error) => error switch
    {
        13 => "permission denied",
        22 => "invalid argument",
        24 => "too many open files",
        32 => "broken pipe",
        98 => "address already in use",
        99 => "cannot assign requested address",
        101 => "network is unreachable",
        104 => "connection reset by peer",
        110 => "connection timed out",
        111 => "connection refused",
        113 => "no route to host",
        _ => $"errno {error}",
    };

    /// <summary>IPv4 clients of a socket for both families under their own address.</summary>
    public static IPEndPoint Unmapped(IPEndPoint end) => end.Address.IsIPv4MappedToIPv6 ? new(end.Address.MapToIPv4(), end.Port) : end;

    private static IPEndPoint EndPoint(byte* address)
    {
        var isIPv6 = *(ushort*)address == FamilyIPv6;
        var ip = new IPAddress(isIPv6 ? new ReadOnlySpan<byte>(address + 8, 16) : new ReadOnlySpan<byte>(address + 4, 4));
        return Unmapped(new(ip, (address[2] << 8) | address[3]));
    }

    public static bool GetAffinity(int length, byte* mask) => GetAffinityOf(0, length, mask) >= 0;

    /// <summary>What became of an asynchronous connect: 0 or an errno.</summary>
    public static int SocketError(int fd)
    {
        int error = 0, length = sizeof(int);
        return GetOption(fd, LevelSocket, OptionError, &error, &length) == 0 ? error : LastError;
    }

    public static void SetOption(int fd, int level, int name, int value) => _ = SetOption(fd, level, name, &value, sizeof(int));
}
