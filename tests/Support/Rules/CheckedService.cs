using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>A service as the rules see it.</summary>
/// <param name="Compose">Its mapping.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="IsOneShot">True when it is meant to end: no healthcheck and no restart policy is asked of it.</param>
/// <param name="Build">What its image is built from.</param>
public sealed record CheckedService(ComposeService Compose, ServiceKind Kind, bool IsOneShot, ServiceDockerfile Build)
{
    /// <summary>The Dockerfile of its image; null where the file only names an image, or the Dockerfile cannot be read.</summary>
    public Dockerfile? Dockerfile => Build.Dockerfile;

    /// <summary>Its key under <c>services</c>.</summary>
    public string Name => Compose.Name;

    /// <summary>Its image; null where the file builds it without a name.</summary>
    public ImageName? Image { get; } = Compose.Text("image") is { } image ? ImageName.Parse(image) : null;

    /// <summary>True for Ollama's own image, whose habits the rules of ADR-034 know.</summary>
    public bool IsOllama => Image?.Name == "ollama" || (Kind == ServiceKind.ModelServer && Name.Contains("ollama", StringComparison.Ordinal));

    /// <summary>Entrypoint and command as one line.</summary>
    public string CommandLine => string.Join(' ', [.. Compose.List("entrypoint"), .. Compose.List("command")]);

    /// <summary>The published ports in long syntax.</summary>
    public IReadOnlyList<JsonObject> Ports { get; } = [.. (Compose.Json["ports"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>Path of one of its keys; without any, its own.</summary>
    public string At(params string[] keys) => string.Join('.', (string[])["services", Name, .. keys]);

    /// <summary>The deepest of these keys that it has; its own path where it has none.</summary>
    public string Nearest(params string[] keys)
    {
        var length = keys.Length;
        while (length > 0 && !Has(keys[..length]))
        {
            length--;
        }

        return At(keys[..length]);
    }

    /// <summary>True when the key is there, whatever its value.</summary>
    public bool Has(params string[] keys)
    {
        JsonNode? node = Compose.Json;
        foreach (var key in keys)
        {
            if (node is not JsonObject map || !map.TryGetPropertyValue(key, out node))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A finding about it.</summary>
    public RuleFinding Found(string path, string message, string fix) => new(Name, path, message, fix);

    /// <summary>A note about it.</summary>
    public RuleFinding Noted(string path, string message, string fix) => new(Name, path, message, fix, Severity.Note);
}
