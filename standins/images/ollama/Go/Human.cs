using System.Globalization;

namespace Ollama.Go;

/// <summary>Sizes and ages as they appear in tables and logs.</summary>
internal static class Human
{
    /// <summary>Decimal units: <c>605 KB</c>, <c>4.7 GB</c>.</summary>
    public static string Bytes(long bytes)
    {
        (double size, string unit) = bytes switch
        {
            >= 1_000_000_000_000 => (1e12, "TB"),
            >= 1_000_000_000 => (1e9, "GB"),
            >= 1_000_000 => (1e6, "MB"),
            >= 1_000 => (1e3, "KB"),
            _ => (1.0, "B"),
        };
        double value = bytes / size;
        return value >= 10 || value == Math.Truncate(value)
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)value} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{value:F1} {unit}");
    }

    /// <summary>Binary units: <c>794.1 MiB</c>.</summary>
    public static string BinaryBytes(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):F1} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):F1} MiB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):F1} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    /// <summary><c>4 minutes ago</c>, <c>9 seconds from now</c>, <c>Forever</c>.</summary>
    public static string Relative(DateTime time, DateTime now)
    {
        TimeSpan delta = now - time;
        return delta >= TimeSpan.Zero ? Duration(delta) + " ago"
            : (int)-delta.TotalHours / 24 / 365 > 20 ? "Forever"
            : Duration(-delta) + " from now";
    }

    private static string Duration(TimeSpan d)
    {
        int seconds = (int)d.TotalSeconds, minutes = (int)d.TotalMinutes, hours = (int)Math.Round(d.TotalHours);
        return seconds < 1 ? "Less than a second"
            : seconds == 1 ? "1 second"
            : seconds < 60 ? $"{seconds} seconds"
            : minutes == 1 ? "About a minute"
            : minutes < 60 ? $"{minutes} minutes"
            : hours == 1 ? "About an hour"
            : hours < 48 ? $"{hours} hours"
            : hours < 24 * 7 * 2 ? $"{hours / 24} days"
            : hours < 24 * 30 * 2 ? $"{hours / 24 / 7} weeks"
            : hours < 24 * 365 * 2 ? $"{hours / 24 / 30} months"
            : $"{(int)(d.TotalHours / 24 / 365)} years";
    }
}
