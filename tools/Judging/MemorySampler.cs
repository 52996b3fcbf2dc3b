using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Judging;

/// <summary>
/// Asks the engine every few seconds how much memory the model servers of a run use, for the report's drawing. One command for all stacks:
/// rows that judge memory sample for themselves, more often and inside the container.
/// </summary>
internal sealed partial class MemorySampler : IDisposable
{
    private const string Project = "com.docker.compose.project";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource stop = new();
    private readonly Task sampling;

    /// <summary>Begins to sample.</summary>
    /// <param name="service">The model server.</param>
    /// <param name="projects">The Compose projects of the run; more come while it runs.</param>
    /// <param name="run">Where samples are kept.</param>
    public MemorySampler(string service, ConcurrentDictionary<string, bool> projects, Run run) => sampling = Sample(service, projects, run);

    /// <summary>Ends after the sample that is being taken.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await sampling;
    }

    /// <inheritdoc />
    public void Dispose() => stop.Dispose();

    /// <summary>Reads a line such as <c>NAME&lt;tab&gt;123.4MiB / 512MiB</c>; null for what is none.</summary>
    internal static (string Container, long Bytes, long Limit)? Parse(string line) =>
        Line().Match(line) is { Success: true } match
            ? (match.Groups["name"].Value, Bytes(match.Groups["used"].Value, match.Groups["usedUnit"].Value), Bytes(match.Groups["limit"].Value, match.Groups["limitUnit"].Value))
            : null;

    private async Task Sample(string service, ConcurrentDictionary<string, bool> projects, Run run)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!projects.IsEmpty)
                {
                    await Once(service, projects, run);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    // A container that goes meanwhile costs this sample; the next comes soon.
    private static async Task Once(string service, ConcurrentDictionary<string, bool> projects, Run run)
    {
        var (_, listed, _) = await DockerCommand.Run(
            "ps", "--filter", $"label=com.docker.compose.service={service}", "--filter", "label=com.docker.compose.oneoff=False", "--format", $"{{{{.Names}}}}\t{{{{.Label \"{Project}\"}}}}");
        var owners = listed.Select(line => line.Split('\t')).Where(words => words.Length == 2 && projects.ContainsKey(words[1])).ToDictionary(words => words[0], words => words[1]);
        if (owners.Count == 0)
        {
            return;
        }

        var (_, lines, _) = await DockerCommand.Run(["stats", "--no-stream", "--format", "{{.Name}}\t{{.MemUsage}}", .. owners.Keys]);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (container, bytes, limit) in lines.Select(Parse).OfType<(string, long, long)>().Where(sample => owners.ContainsKey(sample.Item1)))
        {
            run.Sampled(new MemorySample(now, owners[container], service, bytes, limit));
        }
    }

    private static long Bytes(string number, string unit) => (long)(double.Parse(number, CultureInfo.InvariantCulture) * unit switch
    {
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        "TiB" => 1L << 40,
        "kB" => 1000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => 1,
    });

    [GeneratedRegex(@"^(?<name>\S+)\t(?<used>[\d.]+)(?<usedUnit>[A-Za-z]+) / (?<limit>[\d.]+)(?<limitUnit>[A-Za-z]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
