using System.Globalization;
using Standins.Golang.Json;

namespace Standins.Toxiproxy.Api;

/// <summary>
/// Copies parsed values into fields as Go does: names match in any case, unknown ones are ignored, null leaves the field alone,
/// and the first wrong type is remembered while the rest is still copied.
/// </summary>
internal sealed class GoDecoder
{
    private string? _firstError;

    /// <exception cref="JsonException">A value had the wrong type.</exception>
    public void ThrowIfFailed()
    {
        if (_firstError != null)
        {
            throw new JsonException(_firstError);
        }
    }

    /// <summary>Hands each member of an object to <paramref name="member"/>; <paramref name="target"/> says where a wrong value would have gone.</summary>
    public void Object(JsonValue node, string target, Action<string, JsonValue> member)
    {
        if (node.Kind == JsonKind.Object)
        {
            foreach (var (name, value) in node.Members)
            {
                member(name.ToLowerInvariant(), value);
            }
        }
        else
        {
            Expect(node, JsonKind.Object, target);
        }
    }

    public void Array(JsonValue node, string target, Action<JsonValue> item)
    {
        if (node.Kind == JsonKind.Array)
        {
            node.Items.ForEach(item);
        }
        else
        {
            Expect(node, JsonKind.Array, target);
        }
    }

    public void String(JsonValue node, string field, ref string value)
    {
        if (Expect(node, JsonKind.String, Field(field, "string")))
        {
            value = node.Text;
        }
    }

    public void Bool(JsonValue node, string field, ref bool value)
    {
        if (Expect(node, JsonKind.Bool, Field(field, "bool")))
        {
            value = node.IsTrue;
        }
    }

    public void Integer(JsonValue node, string field, string type, ref long value)
    {
        if (!Expect(node, JsonKind.Number, Field(field, type)))
        {
            return;
        }

        if (long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            value = number;
        }
        else
        {
            Fail($"number {node.Text}", Field(field, type));
        }
    }

    public void Float(JsonValue node, string field, ref float value)
    {
        if (!Expect(node, JsonKind.Number, Field(field, "float32")))
        {
            return;
        }

        var number = float.Parse(node.Text, CultureInfo.InvariantCulture);
        if (float.IsFinite(number))
        {
            value = number;
        }
        else
        {
            Fail($"number {node.Text}", Field(field, "float32"));
        }
    }

    private static string Field(string field, string type) => $"Go struct field {field} of type {type}";

    private bool Expect(JsonValue node, JsonKind kind, string target)
    {
        if (node.Kind != kind && node.Kind != JsonKind.Null)
        {
            Fail(node.GoName, target);
        }

        return node.Kind == kind;
    }

    private void Fail(string what, string target) => _firstError ??= $"json: cannot unmarshal {what} into {target}";
}
