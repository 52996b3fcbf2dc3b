using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules;

/// <summary>Where a service of Ollama's image keeps its models.</summary>
internal static class ModelStore
{
    /// <summary>The mounts that hold it, those without a source among them.</summary>
    public static IEnumerable<JsonObject> MountsOf(ComposeService service) =>
        service.Volumes.Where(mount => Holds(mount["target"]?.ToString() ?? "", service));

    private static bool Holds(string target, ComposeService service) =>
        service.Environment.TryGetValue("OLLAMA_MODELS", out var models) && models.Length > 0
            ? models.StartsWith(target.TrimEnd('/'), StringComparison.Ordinal)
            : target.TrimEnd('/') is var trimmed && (trimmed.EndsWith("/.ollama", StringComparison.Ordinal) || trimmed.EndsWith("/.ollama/models", StringComparison.Ordinal));
}
