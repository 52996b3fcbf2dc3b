namespace Standins.Toxiproxy.Toxics;

/// <summary>A kind of toxic: its attributes in the order of the API, what they may be, and the stage that does the work.</summary>
/// <param name="Name">Name in the API.</param>
/// <param name="TypeName">Name that decoding errors give.</param>
/// <param name="Attributes">Attribute names.</param>
/// <param name="NumberType">Type of the attributes that decoding errors give.</param>
/// <param name="Problem">What is wrong with values, or null. Refused is only what brings the original down.</param>
/// <param name="CreateStage">Makes the stage for one direction of one connection.</param>
internal sealed record ToxicType(
    string Name, string TypeName, string[] Attributes, string NumberType, Func<long[], string?> Problem, Func<Toxic, Stage> CreateStage)
{
    private const long MaxJitter = 1L << 62;
    private const long MaxRate = long.MaxValue / 100;

    private static readonly ToxicType[] All =
    [
        new("latency", "LatencyToxic", ["latency", "jitter"], "int64", v => v[1] >= MaxJitter ? $"jitter must be less than {MaxJitter} ms" : null, t => new LatencyStage(t)),
        new("bandwidth", "BandwidthToxic", ["rate"], "int64", v => v[0] is < 0 or > MaxRate ? $"rate must be between 0 and {MaxRate} KB/s" : null, t => new BandwidthStage(t)),
        new("slow_close", "SlowCloseToxic", ["delay"], "int64", _ => null, t => new SlowCloseStage(t)),
        new("timeout", "TimeoutToxic", ["timeout"], "int64", _ => null, t => new TimeoutStage(t)),
        new("reset_peer", "ResetToxic", ["timeout"], "int64", _ => null, t => new ResetPeerStage(t)),
        new("slicer", "SlicerToxic", ["average_size", "size_variation", "delay"], "int", SlicerProblem, t => new SlicerStage(t)),
        new("limit_data", "LimitDataToxic", ["bytes"], "int64", _ => null, t => new LimitDataStage(t)),
        new("noop", "NoopToxic", [], "int64", _ => null, t => new Stage(t)),
    ];

    /// <summary>The sockets of a connection that starts under this toxic reset when they close.</summary>
    public bool ResetsOnClose => Name == "reset_peer";

    public static ToxicType? Find(string name) => Array.Find(All, type => type.Name == name);

    private static string? SlicerProblem(long[] v) =>
        v[0] < 1 ? "average_size must be at least 1 byte"
        : v[1] < 0 || v[1] > v[0] ? "size_variation must be between 0 and average_size"
        : null;
}
