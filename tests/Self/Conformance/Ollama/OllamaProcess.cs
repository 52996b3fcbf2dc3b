using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>How a command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors, TimeSpan Took);

/// <summary>The server as a process of its own, on a free port and with a home of its own: the stand-in's, or that of CONFORMANCE_OLLAMA_CLI.</summary>
internal sealed class OllamaProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, string> _environment;
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _errors = new();

    private OllamaProcess(TestStore store, Dictionary<string, string> environment, int port)
    {
        Store = store;
        _environment = environment;
        Server = new Uri($"http://127.0.0.1:{port}/");
        _process = Start(Program, ["serve"], environment);
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program beside this test's own output, or the one that CONFORMANCE_OLLAMA_CLI names.</summary>
    public static string Program
    {
        get
        {
            if (Target.ForeignProgram is null && Target.IsForeign)
            {
                Assert.Ignore("This case needs the binary of the server: name it in CONFORMANCE_OLLAMA_CLI.");
            }

            return Target.ForeignProgram ?? Beside("ollama", "ollama");
        }
    }

    public Uri Server { get; }

    public TestStore Store { get; }

    public int Pid => _process.Id;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public static async Task<OllamaProcess> StartAsync(TestStore? store = null, params (string Name, string Value)[] environment)
    {
        if (environment.Any(e => e.Name.StartsWith("STANDIN_", StringComparison.Ordinal)))
        {
            Target.NeedsStandIn();
        }

        store ??= TestStore.WithModels();
        int port = FreePort();
        var all = new Dictionary<string, string> { ["HOME"] = store.Home, ["OLLAMA_HOST"] = $"127.0.0.1:{port}", ["STANDIN_PULL_TICK_MS"] = "1" };
        foreach ((string name, string value) in environment)
        {
            all[name] = value;
        }

        var server = new OllamaProcess(store, all, port);
        await Poll.UntilAsync(async () => (await RawHttp.SendAsync(server.Server, "GET", "/")).Status == 200, Patience, () => server.Errors);
        return server;
    }

    /// <summary>Runs a command of the command line against this server.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(_environment, arguments);

    public static Task<CommandResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => RunAsync(Program, arguments, environment, Patience);

    /// <summary>The same with something to read.</summary>
    public static Task<CommandResult> RunWithInputAsync(IReadOnlyDictionary<string, string> environment, string input, params string[] arguments)
        => RunAsync(Program, arguments, environment, Patience, input);

    /// <summary>Runs a shell script.</summary>
    public static Task<CommandResult> RunShellAsync(IReadOnlyDictionary<string, string> environment, string script) => RunAsync("sh", ["-c", script], environment, 2 * Patience);

    /// <summary>Runs a shell script where its mounts, and with <c>--net</c> its network, are its own; what it started ends with it.</summary>
    public static Task<CommandResult> RunIsolatedAsync(string[] more, string script, IReadOnlyDictionary<string, string> environment)
        => RunAsync("unshare", [.. Isolation.AsRoot, "--mount", "--fork", "--pid", "--kill-child", .. more, "sh", "-c", script], environment, 2 * Patience);

    private static async Task<CommandResult> RunAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, TimeSpan most, string input = "")
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(program, arguments, environment, input);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(most);
        await process.WaitForExitAsync(patience.Token);
        return new CommandResult(process.ExitCode, await output, await errors, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The runners that this server started, oldest first.</summary>
    public IReadOnlyList<int> Runners() => [.. Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out int pid) ? pid : 0)
        .Where(pid => pid > 0 && Parent(pid) == Pid && Command(pid).Contains("runner --model", StringComparison.Ordinal)).Order()];

    /// <summary>Waits until the one runner is at work.</summary>
    public async Task WorksAsync()
    {
        int runner = Runners().Single(), seen = 0;
        string port = ":" + int.Parse(Command(runner).Trim().Split(' ')[^1], CultureInfo.InvariantCulture).ToString("X4", CultureInfo.InvariantCulture) + " ";

        // A generation's connection stays, that of a question whether the runner is well does not.
        await Poll.UntilAsync(() => (seen = IsConnected(port) ? seen + 1 : 0) > 10, TimeSpan.FromSeconds(10), () => Errors);
    }

    public static string Command(int pid) => Read(pid, "cmdline").Replace('\0', ' ');

    public static bool IsAlive(int pid) => Read(pid, "stat").Split(')').LastOrDefault()?.Trim() is { Length: > 0 } rest && rest[0] != 'Z';

    /// <summary>Memory of a process that belongs to it alone, in bytes.</summary>
    public static long AnonymousMemory(int pid)
        => long.Parse(Read(pid, "status").Split('\n').First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    public static long ResidentMemory(int pid)
        => long.Parse(Read(pid, "status").Split('\n').First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    public static void Signal(int pid, string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends the server by a signal and says how it ended.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> EndAsync(string signal)
    {
        long start = Stopwatch.GetTimestamp();
        Signal(Pid, signal);

        // Not its streams: an orphaned runner still holds them.
        await Poll.UntilAsync(() => _process.HasExited, Patience, () => "still running");
        return (_process.ExitCode, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>All that it wrote, once it has ended.</summary>
    public async Task<(string Output, string Errors)> LogsToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return (Output.TrimEnd(), Errors.TrimEnd());
    }

    public async ValueTask DisposeAsync()
    {
        int[] runners = _process.HasExited ? [] : [.. Runners()];
        if (!_process.HasExited)
        {
            await EndAsync("TERM");
        }

        foreach (int orphan in runners.Where(r => IsAlive(r) && Command(r).Contains(Store.Home, StringComparison.Ordinal)))
        {
            Signal(orphan, "KILL");
        }

        _process.Dispose();
        Store.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string Beside(string project, string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, program);
    }

    private static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // Proxies of this machine are none of the cases' business.
        foreach (string name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"])
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process;
    }

    private static bool IsConnected(string port)
        => File.ReadLines("/proc/net/tcp").Any(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 3 } f && (f[1] + " ").EndsWith(port, StringComparison.Ordinal) && f[3] == "01");

    private static int Parent(int pid)
        => Read(pid, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Append(StringBuilder log, string? line)
    {
        lock (log)
        {
            log.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder log)
    {
        lock (log)
        {
            return log.ToString();
        }
    }
}
