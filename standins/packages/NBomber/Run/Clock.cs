using System.Runtime.InteropServices;

namespace NBomber.Run;

/// <summary>Time since a start, and waiting that is as exact as the kernel's timers (below 0.1 ms), without spinning.</summary>
internal sealed partial class Clock
{
    private static readonly TimeSpan Coarse = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Oversleep = TimeSpan.FromMilliseconds(2);
    private const int SetTimerSlack = 29;
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>Tells the kernel not to batch the timers of this thread, which would add 0.05 ms to each wait.</summary>
    public static void BeExactHere()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Prctl(SetTimerSlack, 1, 0, 0, 0);
        }
    }

    /// <summary>Waits until the time has come or the signal is set; answers whether the time has come.</summary>
    public bool WaitUntil(TimeSpan time, ManualResetEventSlim stop)
    {
        while (!stop.IsSet)
        {
            var left = time - Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            // Events wait in whole milliseconds and oversleep; what is left after them is slept exactly.
            if (left > Coarse)
            {
                stop.Wait(Min(left - Oversleep, TimeSpan.FromHours(1)));
            }
            else if (OperatingSystem.IsLinux())
            {
                _ = Nanosleep(new Timespec { Nanoseconds = (nint)left.TotalNanoseconds }, 0);
            }
            else
            {
                Thread.Sleep(0);
            }
        }

        return false;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Nanosleep(in Timespec time, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint a, nuint b, nuint c, nuint d);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
