namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Limits of block devices; Compose prints their items with capital letters.</summary>
internal static class BlkioShape
{
    private static readonly ListShape Rates = Items("rate", BytesShape.Bytes, "Rate");

    public static readonly RecordShape Blkio = new(new Dictionary<string, Field>
    {
        ["device_read_bps"] = Rates,
        ["device_read_iops"] = Rates,
        ["device_write_bps"] = Rates,
        ["device_write_iops"] = Rates,
        ["weight"] = NumberShape.Whole,
        ["weight_device"] = Items("weight", NumberShape.Whole, "Weight"),
    })
    { Extensible = false };

    private static ListShape Items(string key, Shape shape, string printed) => new(new RecordShape(new Dictionary<string, Field>
    {
        ["path"] = new(TextShape.Text, KeepEmpty: true),
        [key] = new(shape, KeepEmpty: true),
    })
    {
        Extensible = false,
        Then = (read, _, _) => new MapNode(read.Entries.Select(entry => entry with { Key = entry.Key == "path" ? "Path" : printed }), read.Place),
    });
}
