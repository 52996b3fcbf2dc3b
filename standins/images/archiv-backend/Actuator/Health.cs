using System.Text.Json.Serialization;

namespace Archiv.Backend.Actuator;

/// <summary>The body of a health endpoint, as Spring's actuator writes it.</summary>
internal sealed record Health(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, Component>? Components = null);

/// <summary>One part of the application's health.</summary>
internal sealed record Component(string Status, bool Required);
