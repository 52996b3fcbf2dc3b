using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>Holds back the close of a connection.</summary>
public class SlowCloseToxic : ToxicBase
{
    /// <summary>The values.</summary>
    public ToxicAttributes Attributes { get; set; } = new();

    /// <inheritdoc/>
    public override string Type => "slow_close";

    internal override JsonObject WriteAttributes() => new() { ["delay"] = Attributes.Delay };

    internal override void ReadAttributes(JsonNode node)
    {
        Attributes.Delay = node["delay"]!.GetValue<int>();
    }

    /// <summary>The values of the toxic.</summary>
    public class ToxicAttributes
    {
        /// <summary>Delay in ms.</summary>
        public int Delay { get; set; }
    }
}
