using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>Drops all data, and closes the connection after a time without data.</summary>
public class TimeoutToxic : ToxicBase
{
    /// <summary>The values.</summary>
    public ToxicAttributes Attributes { get; set; } = new();

    /// <inheritdoc/>
    public override string Type => "timeout";

    internal override JsonObject WriteAttributes() => new() { ["timeout"] = Attributes.Timeout };

    internal override void ReadAttributes(JsonNode node)
    {
        Attributes.Timeout = node["timeout"]!.GetValue<int>();
    }

    /// <summary>The values of the toxic.</summary>
    public class ToxicAttributes
    {
        /// <summary>Time in ms; 0 never closes, only removing the toxic does.</summary>
        public int Timeout { get; set; }
    }
}
