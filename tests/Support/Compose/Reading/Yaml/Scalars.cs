using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A scalar with its type: by its tag, else by its look when it has no quotes.</summary>
internal static class Scalars
{
    private const string Core = "tag:yaml.org,2002:";

    public static ScalarNode Of(Scalar scalar, SourcePlace place) =>
        new(Value(scalar, place), place) { Tag = YamlReader.TagOf(scalar.Tag) };

    private static object? Value(Scalar scalar, SourcePlace place)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        if (scalar.Tag.IsEmpty)
        {
            return plain ? PlainScalar.Of(scalar.Value) : scalar.Value;
        }

        return scalar.Tag.IsNonSpecific ? scalar.Value : scalar.Tag.Value switch
        {
            Core + "str" => scalar.Value,
            Core + "binary" => Binary(scalar.Value, place),
            Core + "null" => null,
            Core + "int" or Core + "float" or Core + "bool" or Core + "timestamp" => PlainScalar.Of(scalar.Value),
            "!reset" or "!override" => plain ? PlainScalar.Of(scalar.Value) : scalar.Value,
            _ => scalar.Value,
        };
    }

    private static string Binary(string text, SourcePlace place)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException error)
        {
            throw new ComposeSyntaxException(place, "the value of !!binary is not Base64; encode it or drop the tag", error);
        }
    }
}
