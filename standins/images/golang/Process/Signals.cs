using System.Runtime.InteropServices;

namespace Standins.Golang.Process;

/// <summary>Signals as Go's programs take them.</summary>
internal static partial class Signals
{
    private const int Dumped = 2;

    // Before the first registration: the runtime then looks once which signals are ignored.
    static Signals()
    {
        foreach (int number in (int[])[2, 3, 15])
        {
            _ = Reset(number, 0);
        }
    }

    /// <summary>Listens to a signal also when whoever started this program ignored it, as a shell does for what runs in the background; .NET leaves it ignored.</summary>
    public static PosixSignalRegistration On(PosixSignal signal, Action<PosixSignalContext> handler) => PosixSignalRegistration.Create(signal, handler);

    /// <summary>Ends with Go's exit code on SIGQUIT, and with the first line of its dump: there are no goroutines to show.</summary>
    public static PosixSignalRegistration OnQuit() => On(PosixSignal.SIGQUIT, _ =>
    {
        Console.Error.WriteLine("SIGQUIT: quit");
        Environment.Exit(Dumped);
    });

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Reset(int signal, nint handler);
}
