using NBomber.Contracts;
using NBomber.Show;
using Serilog;
using Serilog.Core;

namespace NBomber.Run;

/// <summary>The log of a run: as configured, else a file beside the reports; without reports nowhere.</summary>
internal static class RunLog
{
    public static Logger For(NBomberContext context, ReportFolder folder) => context switch
    {
        { LoggerConfig: { } configured } => configured().CreateLogger(),
        { ReportFormats: [] } => new LoggerConfiguration().CreateLogger(),
        _ => new LoggerConfiguration()
            .MinimumLevel.Is(context.LogLevel)
            .WriteTo.File(folder.LogFile, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger(),
    };
}
