using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Run;
using Serilog;
using Serilog.Events;

namespace NBomber.CSharp;

/// <summary>Runs of scenarios beside each other.</summary>
public static class NBomberRunner
{
    /// <summary>A run of these scenarios.</summary>
    public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios) => new([.. scenarios]);

    /// <summary>Only these of the registered scenarios run.</summary>
    public static NBomberContext WithTargetScenarios(this NBomberContext context, params string[] scenarioNames) => context with { Targets = [.. scenarioNames] };

    /// <summary>Names the suite.</summary>
    public static NBomberContext WithTestSuite(this NBomberContext context, string testSuite) => context with { TestSuite = testSuite };

    /// <summary>Names the test.</summary>
    public static NBomberContext WithTestName(this NBomberContext context, string testName) => context with { TestName = testName };

    /// <summary>How long iterations under way are waited for at the end, a minute by default; then they count as failed, "-100".</summary>
    public static NBomberContext WithScenarioCompletionTimeout(this NBomberContext context, TimeSpan timeout) => context with { CompletionTimeout = timeout };

    /// <summary>How often thresholds are checked and progress is told; 5 s is the default and the least.</summary>
    public static NBomberContext WithReportingInterval(this NBomberContext context, TimeSpan interval) => context with { ReportingInterval = interval };

    /// <summary>Where reports and log go; <c>reports/</c> and the session's id by default.</summary>
    public static NBomberContext WithReportFolder(this NBomberContext context, string reportFolderPath) => context with { ReportFolder = reportFolderPath };

    /// <summary>Name of the report files without their endings; <c>nbomber_report_</c> and the session's id by default.</summary>
    public static NBomberContext WithReportFileName(this NBomberContext context, string reportFileName) => context with { ReportFileName = reportFileName };

    /// <summary>Which report files are written; all by default.</summary>
    public static NBomberContext WithReportFormats(this NBomberContext context, params ReportFormat[] reportFormats) =>
        context with { ReportFormats = [.. reportFormats] };

    /// <summary>Changes the statistics that reports are made of, and that the run answers with.</summary>
    public static NBomberContext WithReportFinalizer(this NBomberContext context, Func<ReportData, ReportData> handler) => context with { ReportFinalizer = handler };

    /// <summary>No report files.</summary>
    public static NBomberContext WithoutReports(this NBomberContext context) => context with { ReportFormats = [] };

    /// <summary>Whether progress is shown: on a terminal as a table that changes, else as a line at each reporting interval. The default is true.</summary>
    public static NBomberContext DisplayConsoleMetrics(this NBomberContext context, bool display) => context with { ConsoleMetrics = display };

    /// <summary>The least level of what is logged; everything from Debug on by default.</summary>
    public static NBomberContext WithMinimumLogLevel(this NBomberContext context, LogEventLevel logLevel) => context with { LogLevel = logLevel };

    /// <summary>Another log than the file in the report folder.</summary>
    public static NBomberContext WithLoggerConfig(this NBomberContext context, Func<LoggerConfiguration> loggerConfig) =>
        context with { LoggerConfig = loggerConfig };

    /// <summary>The original's licence key, which organisations need; the stand-in keeps it and asks nobody about it.</summary>
    public static NBomberContext WithLicense(this NBomberContext context, string licenseKey) => context with { License = licenseKey };

    /// <summary>Runs everything and waits for its end. Thresholds that fail do not make it throw.</summary>
    /// <exception cref="Exception">Scenarios or settings do not fit, or an init threw; of just this type, as the original's.</exception>
    public static NodeStats Run(this NBomberContext context)
    {
        Rules.Check(context);
        return new Session(context).RunAsync().GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Run(NBomberContext)"/>; the stand-in knows no arguments.</summary>
    /// <exception cref="NotSupportedException">There are arguments.</exception>
    public static NodeStats Run(this NBomberContext context, params string[] args) => args is []
        ? context.Run()
        : throw new NotSupportedException($"arguments ({string.Join(' ', args)}) need the package NBomber (-p:Packages=upstream)");
}
