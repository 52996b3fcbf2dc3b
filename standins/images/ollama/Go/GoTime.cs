using System.Globalization;

namespace Ollama.Go;

/// <summary>Points in time as the original prints them.</summary>
internal static class GoTime
{
    /// <summary>RFC 3339 with as many of nine digits as are needed. The clock here counts in 100 ns, so two digits are made up.</summary>
    public static string Rfc3339Nano(DateTime time, int below100Nanoseconds = 0)
    {
        long fraction = (time.Ticks % TimeSpan.TicksPerSecond * 100) + below100Nanoseconds;
        string digits = fraction == 0 ? "" : "." + fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + digits + "Z";
    }

    public static string NowRfc3339() => Rfc3339Nano(DateTime.UtcNow, Random.Shared.Next(100));

    public static string Log(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Gin(DateTime time) => time.ToString("yyyy/MM/dd - HH:mm:ss", CultureInfo.InvariantCulture);
}
