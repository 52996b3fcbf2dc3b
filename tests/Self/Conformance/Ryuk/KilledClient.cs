using System.Diagnostics;
using System.Globalization;

namespace Archiv.Tests.Self.Conformance.Ryuk;

/// <summary>A client in a process of its own, which can be killed as a test run is killed: without a word to the reaper.</summary>
internal sealed class KilledClient : IDisposable
{
    private const string Script = """exec 3<>"/dev/tcp/$1/$2"; printf '%s\n' "$3" >&3; read -r answer <&3; echo "$answer"; read -r _ <&3""";
    private readonly Process _process;

    private KilledClient(Process process) => _process = process;

    /// <summary>Connects, says its filter and waits until that is acknowledged.</summary>
    public static async Task<(KilledClient Client, string? Answer)> StartAsync(RunningReaper reaper, string filter)
    {
        var start = new ProcessStartInfo("bash", ["-c", Script, "client", reaper.Host, reaper.Port.ToString(CultureInfo.InvariantCulture), filter])
        {
            RedirectStandardOutput = true,
        };
        var client = new KilledClient(Process.Start(start)!);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return (client, await client._process.StandardOutput.ReadLineAsync(patience.Token));
    }

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
