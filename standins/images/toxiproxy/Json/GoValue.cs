namespace Standins.Toxiproxy.Json;

/// <summary>A parsed JSON value. Members keep their order and their duplicates, because the last one wins.</summary>
/// <param name="Kind">What decoding errors call it.</param>
/// <param name="Text">The string, or the number as written.</param>
/// <param name="Members">Members of an object; items of an array have no names.</param>
internal sealed record GoValue(string Kind, string Text, List<(string Name, GoValue Value)> Members)
{
    public static GoValue Null { get; } = new("null", "", []);
}
