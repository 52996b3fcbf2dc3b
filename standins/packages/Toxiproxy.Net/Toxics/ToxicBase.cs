using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>What all toxics have in common.</summary>
public abstract class ToxicBase
{
    /// <summary>Its name, unique within the proxy; type and stream when not set.</summary>
    public string? Name { get; set; }

    /// <summary>The direction; from server to client unless set.</summary>
    public ToxicDirection? Stream { get; set; } = ToxicDirection.DownStream;

    /// <summary>Share of connections affected, 0 to 1; all unless set.</summary>
    public double? Toxicity { get; set; } = 1;

    /// <summary>The kind, as the server calls it.</summary>
    public abstract string Type { get; }

    internal static ToxicBase Read(JsonNode node)
    {
        var type = node["type"]!.GetValue<string>();
        ToxicBase toxic = type switch
        {
            "latency" => new LatencyToxic(),
            "bandwidth" => new BandwidthToxic(),
            "slow_close" => new SlowCloseToxic(),
            "timeout" => new TimeoutToxic(),
            "slicer" => new SlicerToxic(),
            "limit_data" => new LimitDataToxic(),
            _ => throw new InvalidOperationException($"Unknown toxic type: {type}"),
        };
        toxic.Name = node["name"]!.GetValue<string>();
        toxic.Stream = node["stream"]!.GetValue<string>().Equals("upstream", StringComparison.OrdinalIgnoreCase) ? ToxicDirection.UpStream : ToxicDirection.DownStream;
        toxic.Toxicity = node["toxicity"]!.GetValue<double>();
        toxic.ReadAttributes(node["attributes"]!);
        return toxic;
    }

    internal JsonObject Write()
    {
        var json = new JsonObject { ["type"] = Type, ["attributes"] = WriteAttributes() };
        json["name"] = Name;
        json["stream"] = Stream switch { null => null, ToxicDirection.UpStream => "upstream", _ => "downstream" };
        json["toxicity"] = Toxicity;
        return json;
    }

    internal abstract JsonObject WriteAttributes();

    internal abstract void ReadAttributes(JsonNode node);
}
