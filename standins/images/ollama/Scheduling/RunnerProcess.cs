using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ollama.Server;

namespace Ollama.Scheduling;

/// <summary>The child process that holds one model. Everything it does for the server goes over a port of 127.0.0.1.</summary>
internal sealed partial class RunnerProcess
{
    private static readonly HashSet<RunnerProcess> Alive = [];
    private static bool _stopping;
    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunnerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int Pid => _process.Id;

    public Task Exited => _exited.Task;

    public bool HasExited => _exited.Task.IsCompleted;

    /// <summary>How it ended, as the original tells it.</summary>
    public string ExitText => _process.ExitCode switch
    {
        137 => "signal: killed",
        143 => "signal: terminated",
        139 => "signal: segmentation fault (core dumped)",
        134 => "signal: aborted (core dumped)",
        var code => $"exit status {code}",
    };

    /// <summary>Ended by a signal: -1.</summary>
    public int ExitCode => _process.ExitCode > 128 ? -1 : _process.ExitCode;

    public static RunnerProcess Start(string modelPath)
    {
        int port = FreePort();
        string program = Environment.ProcessPath!;
        List<string> arguments = ["runner", "--model", modelPath, "--port", port.ToString(CultureInfo.InvariantCulture)];
        Log.Info("server.go:429", "starting runner", ("cmd", $"{program} {string.Join(' ', arguments)}"));
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            arguments.Insert(0, Path.Combine(AppContext.BaseDirectory, "ollama.dll"));
        }

        var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { UseShellExecute = false }, EnableRaisingEvents = true };
        var runner = new RunnerProcess(process, port);
        process.Exited += (_, _) => runner.OnExit();
        lock (Alive)
        {
            ObjectDisposedException.ThrowIf(_stopping, typeof(RunnerProcess));
            process.Start();
            Alive.Add(runner);
        }

        return runner;
    }

    /// <summary>For the end of the server: no runner is left, and none starts any more.</summary>
    public static void KillAll()
    {
        lock (Alive)
        {
            _stopping = true;
            foreach (RunnerProcess runner in Alive)
            {
                runner.Kill();
            }
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // Ended by itself.
        }
    }

    public async Task StopAsync()
    {
        Log.Debug("server.go:1803", "stopping llama server", ("pid", Pid));
        Kill();
        Log.Debug("server.go:1809", "waiting for llama server to exit", ("pid", Pid));
        await Exited;
        Log.Debug("server.go:1813", "llama server stopped", ("pid", Pid));
    }

    /// <summary>What the log says of a runner that was found dead.</summary>
    public void TellThatItEnded() => Log.Warn("server.go:1258", "llama runner process no longer running", ("sys", _process.ExitCode & 0x7f), ("string", ExitText));

    private void OnExit()
    {
        lock (Alive)
        {
            Alive.Remove(this);

            // At the end of the server nobody learns of it: callers are cut off without an answer.
            if (_stopping)
            {
                return;
            }
        }

        _exited.TrySetResult();
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
