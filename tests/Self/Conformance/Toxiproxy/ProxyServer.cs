using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Archiv.Tests.Support;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);

/// <summary>The stand-in as a process of its own, on a free port.</summary>
internal sealed class ProxyServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ProxyServer(Process process, int port)
    {
        _process = process;
        Api = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri Api { get; }

    public int Pid => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    public static ProxyServer Start(params string[] arguments) => Start(arguments, []);

    /// <summary>Starts a server that logs from a level on, and waits until it answers.</summary>
    public static ProxyServer StartLogging(string level) => Start([], [("LOG_LEVEL", level)]);

    /// <summary>Starts a server whose output nobody reads, and waits until it answers.</summary>
    public static ProxyServer StartUnread() => Start([], [], isRead: false);

    /// <summary>The first line of its log with some text in it; waits for it, and takes the volatile parts out.</summary>
    public string Line(string part)
    {
        lock (_output)
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; Monitor.Wait(_output, Patience))
            {
                if (Array.Find(_output.ToString().Split('\n'), line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                {
                    return LogLine.Steady(found);
                }
            }

            throw new TimeoutException($"no line with {part} in:\n{_output}");
        }
    }

    private static ProxyServer Start(string[] arguments, (string Name, string Value)[] environment, bool isRead = true)
    {
        var port = FreePort();
        var server = new ProxyServer(Launch("toxiproxy-server", ["-port", port.ToString(CultureInfo.InvariantCulture), .. arguments], environment), port);
        if (isRead)
        {
            server.Read();
        }

        for (var start = Stopwatch.GetTimestamp(); !Answers(port); Thread.Yield())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                server.Dispose();
                throw new TimeoutException($"The proxy server did not start: {server.Output}");
            }
        }

        return server;
    }

    /// <summary>Runs a program of the stand-in to its end, or kills it when <paramref name="limit"/> has passed.</summary>
    public static ProgramResult Run(string program, string[] arguments, TimeSpan? limit = null, params (string Name, string Value)[] environment)
    {
        using var process = Launch(program, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit ?? Patience))
        {
            using var kill = Process.Start("/bin/kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            process.WaitForExit();
        }

        return new ProgramResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>Where a program of the stand-in was built.</summary>
    public static string PathOf(string program) =>
        Path.Combine(Repository.Root, "artifacts", "bin", "toxiproxy", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), program);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A value of the process in MiB, as VmRSS or VmHWM.</summary>
    public double Memory(string value) => double.Parse(
        File.ReadLines($"/proc/{Pid}/status").First(line => line.StartsWith(value + ":", StringComparison.Ordinal)).Split(':', 'k')[1], CultureInfo.InvariantCulture) / 1024;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Read()
    {
        _process.OutputDataReceived += (_, line) =>
        {
            lock (_output)
            {
                _output.Append(line.Data).Append('\n');
                Monitor.PulseAll(_output);
            }
        };
        _process.BeginOutputReadLine();
    }

    private static Process Launch(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(PathOf(program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
