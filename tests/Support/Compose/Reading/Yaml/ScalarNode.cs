namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A text, number, truth value or null.</summary>
/// <param name="value">null, string, bool, long, ulong, double or DateTime.</param>
/// <param name="place">Where it begins.</param>
internal sealed class ScalarNode(object? value, SourcePlace place) : Node(place)
{
    public object? Value { get; } = value;

    public string? Text => Value as string;

    public override string Kind => Value switch
    {
        null => "nothing",
        string => "a text",
        bool => "true or false",
        DateTime => "a date",
        _ => "a number",
    };

    public override bool SameAs(Node other) => other is ScalarNode scalar && Equals(scalar.Value, Value);
}
