using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Docker.DotNet.Engine;

/// <summary>The query of a request. What is null is left out.</summary>
internal sealed class EngineQuery : IEnumerable<string>
{
    private readonly List<string> parts = [];

    public void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    public void Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            Add(name, value);
        }
    }

    public void Add(string name, IDictionary<string, string>? values) => AddJson(name, values);

    public void Add(string name, IDictionary<string, IDictionary<string, bool>>? filters) => AddJson(name, filters);

    public override string ToString() => parts.Count == 0 ? "" : "?" + string.Join('&', parts);

    public IEnumerator<string> GetEnumerator() => parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AddJson<T>(string name, T? value) => Add(name, value is null ? null : JsonSerializer.Serialize(value, EngineJson.Options));
}
