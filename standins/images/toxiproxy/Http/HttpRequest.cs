namespace Standins.Toxiproxy.Http;

/// <summary>A request as read from the wire.</summary>
internal sealed record HttpRequest(string Method, string Target, string Version, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>The address that it came from.</summary>
    public string Client { get; init; } = "";

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The values of all headers of a name.</summary>
    public IReadOnlyList<string> All(string name) => [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    public bool HasToken(string name, string token) =>
        Header(name)?.Split(',').Any(part => part.Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) == true;
}
