namespace Archiv.Tests.Load;

/// <summary>What a memory limit leaves above a peak, as the time that a growth takes to use it up.</summary>
/// <param name="Bytes">Left.</param>
/// <param name="PerMinute">Questions a minute.</param>
internal sealed record Headroom(double Bytes, double PerMinute)
{
    /// <summary>The growth with each question that uses it up in just that time.</summary>
    public double Growth(TimeSpan lasting) => Bytes / (PerMinute * lasting.TotalMinutes);

    /// <summary>How long it lasts, in words; growth that is none lasts for ever.</summary>
    /// <param name="growth">Bytes with each question.</param>
    public string Lasts(double growth) => growth <= 0 ? "for ever" : InWords(TimeSpan.FromMinutes(Math.Min(Bytes / growth / PerMinute, TimeSpan.FromDays(36_500).TotalMinutes)));

    /// <summary>Hours below two days, days above.</summary>
    public static string InWords(TimeSpan time) => time < TimeSpan.FromDays(2) ? $"{time.TotalHours:0} hours" : $"{time.TotalDays:0} days";
}
