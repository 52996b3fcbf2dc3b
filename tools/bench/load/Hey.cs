using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Bench.Load;

/// <summary>The load generator of Debian that the stand-in is measured against.</summary>
internal static partial class Hey
{
    /// <param name="url">What to ask.</param>
    /// <param name="connections">So many at once.</param>
    /// <param name="time">For so long.</param>
    /// <param name="rate">Requests a second of all connections together; 0: as many as possible.</param>
    public static Outcome Run(Uri url, int connections, TimeSpan time, int rate = 0)
    {
        var pace = rate > 0 ? $" -q {rate / connections}" : "";
        using var process = Process.Start(new ProcessStartInfo("hey", $"-z {time.TotalSeconds:0}s -c {connections}{pace} {url}") { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(Number(PerSecond(), output), 1000 * Number(Half(), output), 1000 * Number(NinetyNine(), output));
    }

    private static double Number(Regex pattern, string output) => pattern.Match(output) is { Success: true } match
        ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"hey did not say what was asked:\n{output}");

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%+ in ([\d.]+) secs")]
    private static partial Regex Half();

    [GeneratedRegex(@"99%+ in ([\d.]+) secs")]
    private static partial Regex NinetyNine();
}
