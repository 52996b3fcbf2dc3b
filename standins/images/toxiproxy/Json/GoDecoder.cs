using System.Globalization;

namespace Standins.Toxiproxy.Json;

/// <summary>
/// Copies parsed values into fields as Go does: names match in any case, unknown ones are ignored, null leaves the field alone,
/// and the first wrong type is remembered while the rest is still copied.
/// </summary>
internal sealed class GoDecoder
{
    private string? _firstError;

    /// <exception cref="GoJsonException">A value had the wrong type.</exception>
    public void ThrowIfFailed()
    {
        if (_firstError != null)
        {
            throw new GoJsonException(_firstError);
        }
    }

    /// <summary>Hands each member of an object to <paramref name="member"/>; <paramref name="target"/> says where a wrong value would have gone.</summary>
    public void Object(GoValue node, string target, Action<string, GoValue> member)
    {
        if (node.Kind == "object")
        {
            foreach (var (name, value) in node.Members)
            {
                member(name.ToLowerInvariant(), value);
            }
        }
        else
        {
            Expect(node, "object", target);
        }
    }

    public void Array(GoValue node, string target, Action<GoValue> item)
    {
        if (node.Kind == "array")
        {
            node.Members.ForEach(member => item(member.Value));
        }
        else
        {
            Expect(node, "array", target);
        }
    }

    public void String(GoValue node, string field, ref string value)
    {
        if (Expect(node, "string", Field(field, "string")))
        {
            value = node.Text;
        }
    }

    public void Bool(GoValue node, string field, ref bool value)
    {
        if (Expect(node, "bool", Field(field, "bool")))
        {
            value = node.Text == "true";
        }
    }

    public void Integer(GoValue node, string field, string type, ref long value)
    {
        if (!Expect(node, "number", Field(field, type)))
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

    public void Float(GoValue node, string field, ref float value)
    {
        if (!Expect(node, "number", Field(field, "float32")))
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

    private bool Expect(GoValue node, string kind, string target)
    {
        if (node.Kind != kind && node.Kind != "null")
        {
            Fail(node.Kind, target);
        }

        return node.Kind == kind;
    }

    private void Fail(string what, string target) => _firstError ??= $"json: cannot unmarshal {what} into {target}";
}
