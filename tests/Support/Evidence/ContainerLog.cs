using System.Globalization;

namespace Archiv.Tests.Support.Evidence;

/// <summary>
/// Which file of an evidence folder shows what a container logged: the moment's, whose lines are time, service and text,
/// or the service's own, where the container had its say before the moment, as an init has that has ended.
/// </summary>
public static class ContainerLog
{
    // What is collected is a little younger than the observation; clocks of containers and of this process are the host's.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);

    /// <summary>Name of the file in the folder that a reader should open first; null where nothing was logged.</summary>
    /// <param name="folder">The evidence folder, absolute.</param>
    /// <param name="containers">The containers that were looked at, or services; null where none is known.</param>
    public static string? In(string folder, string? containers)
    {
        var moment = Path.Combine(folder, Run.MomentLog);
        return Services(folder, containers).Any(service => Holds(moment, service)) ? Run.MomentLog
            : Services(folder, containers).Select(service => $"{service}.log").FirstOrDefault(file => Written(Path.Combine(folder, file)))
            ?? (Written(moment) ? Run.MomentLog : null);
    }

    /// <summary>True when a log is of one of the containers, or has lines of that moment.</summary>
    /// <param name="file">The log, absolute.</param>
    /// <param name="containers">The containers that were looked at, or services.</param>
    /// <param name="from">Begin of the moment (UTC).</param>
    /// <param name="to">Its end (UTC).</param>
    public static bool Shows(string file, string? containers, DateTimeOffset from, DateTimeOffset to)
    {
        var services = Services(Path.GetDirectoryName(file)!, containers);
        return Written(file) && (services.Exists(service => Path.GetFileName(file) == $"{service}.log" || Holds(file, service))
            || File.ReadLines(file).Any(line => Moment(line) is { } at && at >= from - Margin && at <= to + Margin));
    }

    // A container is named project-service-number; the longest name that fits is its service: ollama-model-init is not ollama.
    private static List<string> Services(string folder, string? containers) =>
    [
        .. (containers ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(container => Directory.EnumerateFiles(folder, "*.log")
                .Select(file => Path.GetFileNameWithoutExtension(file)).Where(service => container == service || container.Contains($"-{service}-", StringComparison.Ordinal))
                .MaxBy(service => service.Length))
            .OfType<string>(),
    ];

    private static bool Written(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    private static bool Holds(string moment, string service) =>
        Written(moment) && File.ReadLines(moment).Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var of, ..] && of == service);

    private static DateTimeOffset? Moment(string line) =>
        DateTimeOffset.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
