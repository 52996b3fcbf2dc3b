using System.Diagnostics;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A command of the command line at a pseudo terminal, and somebody who types.</summary>
internal sealed class Terminal : IDisposable
{
    public const string CtrlC = "\u0003", CtrlD = "\u0004", Prompt = ">>> ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;
    private int _seen;

    public Terminal(string authority, string arguments)
    {
        // Without exec, a plain sh stays above the command and reports the interrupt as its own end (130).
        var start = new ProcessStartInfo("script", ["-qec", $"exec {OllamaProcess.Program} {arguments}", "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OLLAMA_HOST"] = authority;
        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    /// <summary>All that the terminal has shown, with ends of lines as programs write them.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Waits for a text beyond those that were waited for before, and gives what was shown until then.</summary>
    public async Task<string> SeesAsync(string text)
    {
        int at = -1;
        await Poll.UntilAsync(() => (at = Shown.IndexOf(text, _seen, StringComparison.Ordinal)) >= 0, Patience, () => $"{Shown[_seen..]} instead of {text}");
        string before = Shown[_seen..at];
        _seen = at + text.Length;
        return before;
    }

    /// <summary>Types, and waits for the next prompt.</summary>
    /// <returns>What was shown between the two.</returns>
    public async Task<string> SaysAsync(string line)
    {
        Type(line + "\n");
        return await SeesAsync(Prompt);
    }

    public void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>Types for the last time.</summary>
    /// <returns>How the command ended.</returns>
    public async Task<int> LeavesAsync(string keys)
    {
        Type(keys);
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        char[] buffer = new char[1024];
        for (int count; (count = await _process.StandardOutput.ReadAsync(buffer)) > 0;)
        {
            lock (_shown)
            {
                _shown.Append(buffer, 0, count);
            }
        }
    }
}
