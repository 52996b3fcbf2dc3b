using System.Diagnostics;
using System.Globalization;

namespace Archiv.Bench.Load;

/// <summary>The server as a child; it ends with this process.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "serve")
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public ServerProcess() =>
        Url = new($"http://127.0.0.1:{int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture)}/");

    public Uri Url { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
