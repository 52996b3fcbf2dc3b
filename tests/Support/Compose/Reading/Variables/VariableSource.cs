namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Where interpolation looks variables up.</summary>
/// <param name="Values">The known ones.</param>
/// <param name="Symbolic">Whether an unknown one stays as it is instead of becoming empty.</param>
internal sealed record VariableSource(IReadOnlyDictionary<string, string> Values, bool Symbolic)
{
    /// <summary>These, and those that only <paramref name="more"/> knows.</summary>
    public VariableSource WithDefaults(IReadOnlyDictionary<string, string> more)
    {
        Dictionary<string, string> both = new(more, StringComparer.Ordinal);
        foreach (var (name, value) in Values)
        {
            both[name] = value;
        }

        return this with { Values = both };
    }

    public string? Find(string name) => Values.GetValueOrDefault(name);
}
