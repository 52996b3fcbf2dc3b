using NBomber.Contracts.Stats;
using Serilog;
using Serilog.Events;

namespace NBomber.Contracts;

/// <summary>Scenarios and settings of a run; made by <see cref="CSharp.NBomberRunner"/>.</summary>
public sealed record NBomberContext
{
    internal NBomberContext(IReadOnlyList<ScenarioProps> scenarios) => Registered = scenarios;

    internal IReadOnlyList<ScenarioProps> Registered { get; }

    internal IReadOnlyList<string>? Targets { get; init; }

    internal IReadOnlyList<ScenarioProps> Scenarios => Targets is null ? Registered : [.. Registered.Where(s => Targets.Contains(s.ScenarioName))];

    internal string? License { get; init; }

    internal string TestSuite { get; init; } = "nbomber_default_test_suite_name";

    internal string TestName { get; init; } = "nbomber_default_test_name";

    internal TimeSpan CompletionTimeout { get; init; } = TimeSpan.FromMinutes(1);

    internal TimeSpan ReportingInterval { get; init; } = TimeSpan.FromSeconds(5);

    internal bool ConsoleMetrics { get; init; } = true;

    internal string? ReportFolder { get; init; }

    internal string? ReportFileName { get; init; }

    internal IReadOnlyList<ReportFormat> ReportFormats { get; init; } = [ReportFormat.Txt, ReportFormat.Html, ReportFormat.Csv, ReportFormat.Md];

    internal Func<ReportData, ReportData>? ReportFinalizer { get; init; }

    internal Func<LoggerConfiguration>? LoggerConfig { get; init; }

    internal LogEventLevel LogLevel { get; init; } = LogEventLevel.Debug;
}
