using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>Limits the rate of each connection.</summary>
public class BandwidthToxic : ToxicBase
{
    /// <summary>The values.</summary>
    public ToxicAttributes Attributes { get; set; } = new();

    /// <inheritdoc/>
    public override string Type => "bandwidth";

    internal override JsonObject WriteAttributes() => new() { ["rate"] = Attributes.Rate };

    internal override void ReadAttributes(JsonNode node)
    {
        Attributes.Rate = node["rate"]!.GetValue<long>();
    }

    /// <summary>The values of the toxic.</summary>
    public class ToxicAttributes
    {
        /// <summary>KB/s of 1000 bytes; 0 lets nothing through.</summary>
        public long Rate { get; set; }
    }
}
