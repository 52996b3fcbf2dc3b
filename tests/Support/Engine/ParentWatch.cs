using System.Diagnostics;
using System.Globalization;

namespace Archiv.Tests.Support.Engine;

/// <summary>
/// Ends the test host when the verify that started it is gone (killed, for example): the connection to the reaper closes,
/// and the reaper removes what the run has made. Without it, an orphaned test host would go on for minutes.
/// </summary>
internal static class ParentWatch
{
    internal static void Start()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("ARCHIV_PARENT_PID"), CultureInfo.InvariantCulture, out var pid))
        {
            _ = WaitFor(pid);
        }
    }

    private static async Task WaitFor(int pid)
    {
        try
        {
            using var parent = Process.GetProcessById(pid);
            await parent.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It was gone before we looked.
        }

        Process.GetCurrentProcess().Kill();
    }
}
