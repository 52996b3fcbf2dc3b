using System.Diagnostics;
using System.Globalization;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>One test assembly that runs as a child process group of its own, with its output in a file of the run.</summary>
internal sealed class SuiteProcess : IDisposable
{
    private readonly Process process;

    private SuiteProcess(Suite suite, string log, Process process)
    {
        Suite = suite;
        Log = log;
        this.process = process;
    }

    /// <summary>The suite that runs.</summary>
    public Suite Suite { get; }

    /// <summary>Absolute path of its output.</summary>
    public string Log { get; }

    /// <summary>True once it has ended.</summary>
    public bool Ended => process.HasExited;

    /// <summary>How it ended; null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Starts the tests of those rows.</summary>
    public static SuiteProcess Start(Suite suite, IEnumerable<string> rows, string runDirectory, IReadOnlyDictionary<string, string> environment)
    {
        var log = Path.Combine(runDirectory, $"suite-{suite.Name}.log");
        var reading = suite.LeftOut is null ? "" : $"&(TestCategory!={GuaranteeAttribute.OwnStackCategory})";
        var filter = $"(TestCategory!=Static){reading}&({string.Join('|', rows.Select(row => $"TestCategory={row}"))})";

        // A session of its own: Ctrl-C reaches only this program, which lets the suites heal before they end.
        // The file is the child's own, so that its output survives the death of this program.
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = runDirectory, RedirectStandardInput = true };
        string[] arguments =
        [
            "sh", "-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log,
            "dotnet", "test", suite.Assembly, "--filter", filter, "--logger", "console;verbosity=normal",
        ];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        start.Environment["ARCHIV_RUN_DIR"] = runDirectory;
        start.Environment["ARCHIV_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new SuiteProcess(suite, log, Process.Start(start) ?? throw new WrongUse("the test runner does not start: is 'dotnet' on PATH?"));
    }

    /// <summary>Ends when the process has ended.</summary>
    public Task WaitAsync(CancellationToken stop) => process.WaitForExitAsync(stop);

    /// <summary>Sends a signal such as <c>TERM</c> to the whole group.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -s {name} -- -{process.Id} 2>/dev/null || true"]);
        kill.WaitForExit(TimeSpan.FromSeconds(5));
    }

    /// <inheritdoc />
    public void Dispose() => process.Dispose();
}
