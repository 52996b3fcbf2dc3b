using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Run;

namespace NBomber.Show;

/// <summary>Where the files of a run go, and their making.</summary>
internal sealed class ReportFolder(NBomberContext context, string session)
{
    private readonly string _folder = Path.GetFullPath(context.ReportFolder ?? Path.Combine("reports", session));

    public string LogFile => Path.Combine(_folder, $"nbomber-log-{session}.txt");

    /// <summary>Writes the files; answers the statistics with what the finalizer made of them and with the files.</summary>
    public NodeStats Write(NodeStats stats, List<ScenarioStats[]> history, IReadOnlyList<Load> loads)
    {
        if (context.ReportFinalizer is { } handler)
        {
            stats.ScenarioStats = handler(ReportData.Create(stats.ScenarioStats)).ScenarioStats;
        }

        var lanes = loads.SelectMany(l => l.Lanes).OrderBy(l => l.Order).ToList();
        var late = lanes.Select(l => (l.Scenario.ScenarioName, Late: l.Recorder.Lateness.Stats())).Where(l => l.Late.Count > 0)
            .Select(l => (l.ScenarioName, l.Late.Count, l.Late.Median, l.Late.Percent99, l.Late.Max)).ToList();
        Behind.Warn(late);
        if (context.ReportFormats.Count > 0)
        {
            Directory.CreateDirectory(_folder);
            var grids = Grids.Of(stats, late).ToList();
            stats.ReportFiles = [.. context.ReportFormats.Distinct().Select(f => File(f, f switch
            {
                ReportFormat.Html => Html.Write(stats, grids, history, lanes),
                ReportFormat.Md => Markdown.Write(grids),
                ReportFormat.Csv => Csv.Write(stats),
                _ => PlainText.Write(grids),
            }))];
            Console.WriteLine($"nbomber: reports in {_folder}");
        }

        return stats;
    }

    private ReportFile File(ReportFormat format, string content)
    {
        var ending = format switch { ReportFormat.Html => "html", ReportFormat.Md => "md", ReportFormat.Csv => "csv", _ => "txt" };
        var path = Path.Combine(_folder, $"{context.ReportFileName ?? $"nbomber_report_{session}"}.{ending}");
        System.IO.File.WriteAllText(path, content);
        return new() { FilePath = path, ReportFormat = format, ReportContent = content };
    }
}
