using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Clients;

/// <summary>What the model server's log says about loads. Lines are compared by their number: clocks of two machines would not do.</summary>
/// <param name="Begun">Loads that began.</param>
/// <param name="Finished">Loads that came to their end.</param>
/// <param name="Aborted">Loads that ended because their caller had gone.</param>
/// <param name="Longest">How long the longest finished load took; null where none was.</param>
public sealed partial record ModelLoads(int Begun, int Finished, int Aborted, TimeSpan? Longest)
{
    /// <summary>Counts the load lines of a log.</summary>
    public static ModelLoads Of(string log)
    {
        var finished = FinishedLine().Matches(log).Select(line => TimeSpan.FromSeconds(double.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture))).ToList();
        return new(BegunLine().Count(log), finished.Count, AbortedLine().Count(log), finished.Count == 0 ? null : finished.Max());
    }

    /// <summary>One line for a report.</summary>
    public override string ToString() => $"{Begun} loads begun, {Finished} finished, {Aborted} aborted";

    [GeneratedRegex("msg=\"loading model\"")]
    private static partial Regex BegunLine();

    [GeneratedRegex(@"llama runner started in ([\d.]+) seconds")]
    private static partial Regex FinishedLine();

    [GeneratedRegex("aborting load")]
    private static partial Regex AbortedLine();
}
