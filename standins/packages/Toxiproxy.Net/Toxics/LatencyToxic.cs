using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>Delays all data.</summary>
public class LatencyToxic : ToxicBase
{
    /// <summary>The values.</summary>
    public ToxicAttributes Attributes { get; set; } = new();

    /// <inheritdoc/>
    public override string Type => "latency";

    internal override JsonObject WriteAttributes() => new() { ["latency"] = Attributes.Latency, ["jitter"] = Attributes.Jitter };

    internal override void ReadAttributes(JsonNode node)
    {
        Attributes.Latency = node["latency"]!.GetValue<int>();
        Attributes.Jitter = node["jitter"]!.GetValue<int>();
    }

    /// <summary>The values of the toxic.</summary>
    public class ToxicAttributes
    {
        /// <summary>Delay in ms.</summary>
        public int Latency { get; set; }

        /// <summary>The delay varies by so many ms to either side.</summary>
        public int Jitter { get; set; }
    }
}
