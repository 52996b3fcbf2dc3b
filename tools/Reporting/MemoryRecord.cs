using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Reads the memory samples of a run.</summary>
internal static class MemoryRecord
{
    private const int MostPoints = 300;

    /// <summary>A series for each measure of each service of each stack; null where nothing was sampled.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="alert">Where the alert on memory fires, as a part of the limit; null where none is known.</param>
    public static IReadOnlyList<MemorySeries>? Of(string directory, double? alert)
    {
        var series = Lines.Of<MemorySample>(directory, "memory").GroupBy(sample => (sample.Project, sample.Service, sample.Measure)).Select(group => Series([.. group.OrderBy(sample => sample.At)], alert)).ToList();
        return series.Count == 0 ? null : [.. series.OrderBy(one => one.Samples[0].At)];
    }

    // The alert watches what is in use. Peaks decide, so the highest of each stretch stays.
    private static MemorySeries Series(IReadOnlyList<MemorySample> samples, double? alert)
    {
        var limit = samples.Max(sample => sample.Limit);
        var stretch = samples.Count / MostPoints + 1;
        var points = samples.Chunk(stretch).Select(chunk => chunk.MaxBy(sample => sample.Bytes)!).Select(sample => new MemoryPoint(sample.At, sample.Bytes));
        return new MemorySeries(samples[0].Project, samples[0].Service, limit, alert is { } part && limit > 0 && samples[0].Measure == MemorySample.InUse ? (long)(part * limit) : null, [.. points]) { Measure = samples[0].Measure };
    }
}
