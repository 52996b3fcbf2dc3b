using Standins.Golang.Http;
using Standins.Golang.Json;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Api;

/// <summary>Reads toxics from bodies.</summary>
internal static class ToxicInput
{
    /// <summary>Makes the toxic that a body describes; its name is checked against the proxy before its attributes are looked at.</summary>
    /// <exception cref="ApiError">The body, stream, type, name or a value is bad.</exception>
    public static Toxic Create(Body body, Proxy proxy)
    {
        string name = "", typeName = "", stream = "downstream";
        var toxicity = 1f;
        var attributes = new List<JsonValue>();
        ApiError.Decode(body, (node, decoder) => decoder.Object(node, "Go value of type toxics.ToxicWrapper", (field, value) =>
        {
            switch (field)
            {
                case "name":
                    decoder.String(value, "ToxicWrapper.name", ref name);
                    break;
                case "type":
                    decoder.String(value, "ToxicWrapper.type", ref typeName);
                    break;
                case "stream":
                    decoder.String(value, "ToxicWrapper.stream", ref stream);
                    break;
                case "toxicity":
                    decoder.Float(value, "ToxicWrapper.toxicity", ref toxicity);
                    break;
                case "attributes":
                    // At this point the original still holds a toxic without attributes.
                    decoder.Object(value, "Go struct field ToxicWrapper.attributes of type toxics.NoopToxic", (_, _) => { });
                    attributes.Add(value);
                    break;
            }
        }));
        var isUpstream = stream.Equals("upstream", StringComparison.OrdinalIgnoreCase);
        if (!isUpstream && !stream.Equals("downstream", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiError(400, "stream was invalid, can be either upstream or downstream");
        }

        var type = ToxicType.Find(typeName) ?? throw new ApiError(400, "invalid toxic type");
        name = name.Length > 0 ? name : $"{typeName}_{stream}";
        if (proxy.FindToxic(name) != null)
        {
            throw new ApiError(409, "toxic already exists");
        }

        var values = new long[type.Attributes.Length];
        var decoder = new GoDecoder();
        attributes.ForEach(node => Read(node, decoder, type, $"Go struct field .attributes of type toxics.{type.TypeName}", values));
        ThrowIfBad(decoder, type, values);
        return new Toxic(name, type, stream, isUpstream, toxicity, values);
    }

    /// <summary>Changes a toxic as a body says. A wrong type in it refuses the change, but what could be read is kept, as in the original.</summary>
    /// <exception cref="ApiError">The body or a value is bad.</exception>
    public static void Update(Body body, Toxic toxic)
    {
        var values = (long[])toxic.Attributes.Clone();
        var toxicity = toxic.Toxicity;
        var decoder = new GoDecoder();
        ApiError.Decode(body, (node, _) => decoder.Object(
            node,
            "Go value of type struct { Attributes interface {} \"json:\\\"attributes\\\"\"; Toxicity float32 \"json:\\\"toxicity\\\"\" }",
            (field, value) =>
            {
                switch (field)
                {
                    case "attributes":
                        Read(value, decoder, toxic.Type, $"Go struct field .attributes of type toxics.{toxic.Type.TypeName}", values);
                        break;
                    case "toxicity":
                        decoder.Float(value, ".toxicity", ref toxicity);
                        break;
                }
            }));
        if (toxic.Type.Problem(values) == null)
        {
            toxic.Attributes = values;
        }

        ThrowIfBad(decoder, toxic.Type, values);
        toxic.Toxicity = toxicity;
    }

    private static void Read(JsonValue node, GoDecoder decoder, ToxicType type, string target, long[] values) =>
        decoder.Object(node, target, (name, value) =>
        {
            var index = Array.IndexOf(type.Attributes, name);
            if (index >= 0)
            {
                decoder.Integer(value, $"{type.TypeName}.attributes.{name}", type.NumberType, ref values[index]);
            }
        });

    private static void ThrowIfBad(GoDecoder decoder, ToxicType type, long[] values)
    {
        try
        {
            decoder.ThrowIfFailed();
        }
        catch (JsonException e)
        {
            throw ApiError.BadBody(e.Message);
        }

        if (type.Problem(values) is { } problem)
        {
            throw new ApiError(400, $"invalid attribute of {type.Name}: {problem}");
        }
    }
}
