using System.Text.Json.Nodes;

namespace Toxiproxy.Net.Toxics;

/// <summary>Cuts data into small pieces.</summary>
public class SlicerToxic : ToxicBase
{
    /// <summary>The values.</summary>
    public ToxicAttributes Attributes { get; set; } = new();

    /// <inheritdoc/>
    public override string Type => "slicer";

    internal override JsonObject WriteAttributes() => new() { ["average_size"] = Attributes.AverageSize, ["size_variation"] = Attributes.SizeVariation, ["delay"] = Attributes.Delay };

    internal override void ReadAttributes(JsonNode node)
    {
        Attributes.AverageSize = node["average_size"]!.GetValue<int>();
        Attributes.SizeVariation = node["size_variation"]!.GetValue<int>();
        Attributes.Delay = node["delay"]!.GetValue<int>();
    }

    /// <summary>The values of the toxic.</summary>
    public class ToxicAttributes
    {
        /// <summary>Bytes of a piece.</summary>
        public int AverageSize { get; set; }

        /// <summary>The size varies by so many bytes to either side.</summary>
        public int SizeVariation { get; set; }

        /// <summary>Delay after each piece in µs.</summary>
        public int Delay { get; set; }
    }
}
