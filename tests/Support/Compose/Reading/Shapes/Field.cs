namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>One key of a mapping that Compose knows.</summary>
/// <param name="Shape">What it holds.</param>
/// <param name="KeepEmpty">Whether an empty, false or zero value is printed; usually Compose leaves it out.</param>
/// <param name="Required">Whether it must be there.</param>
internal sealed record Field(Shape Shape, bool KeepEmpty = false, bool Required = false)
{
    public static implicit operator Field(Shape shape) => new(shape);

    /// <summary>Whether Compose leaves a value out.</summary>
    public static bool Empty(Node node) => node switch
    {
        ScalarNode scalar => scalar.Value is null or "" or false or 0L or 0.0,
        ListNode list => list.Items.Count == 0,
        MapNode map => map.Count == 0,
        _ => false,
    };
}
