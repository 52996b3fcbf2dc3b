using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>Closes the connection when a number of bytes has passed.</summary>
public class LimitDataToxic : ToxicBase
{
    /// <summary>The values.</summary>
    public ToxicAttributes Attributes { get; set; } = new();

    /// <inheritdoc/>
    public override string Type => "limit_data";

    internal override JsonObject WriteAttributes() => new() { ["bytes"] = Attributes.Bytes };

    internal override void ReadAttributes(JsonNode node)
    {
        Attributes.Bytes = node["bytes"]!.GetValue<long>();
    }

    /// <summary>The values of the toxic.</summary>
    public class ToxicAttributes
    {
        /// <summary>The number of bytes.</summary>
        public long Bytes { get; set; }
    }
}
