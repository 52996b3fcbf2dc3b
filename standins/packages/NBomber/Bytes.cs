namespace NBomber;

/// <summary>Sizes in multiples of 1024 bytes.</summary>
public static class Bytes
{
    private const int Step = 1024;

    /// <summary>Kilobytes as bytes.</summary>
    public static long FromKb(long kilobytes) => kilobytes * Step;

    /// <summary>Megabytes as bytes.</summary>
    public static long FromMb(long megabytes) => megabytes * Step * Step;

    /// <summary>Gigabytes as bytes.</summary>
    public static long FromGb(long gigabytes) => gigabytes * Step * Step * Step;
}
