using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Stacks;

/// <summary>Takes the values of a stack's secrets out of what is kept as evidence: a stack that leaks one must not leak it into the report, too.</summary>
internal sealed class HiddenSecrets
{
    // Shorter ones would tear holes into ordinary words.
    private const int Shortest = 6;

    private readonly List<(string Name, string Value)> secrets;

    /// <summary>Reads the files that the model names as secrets; those that are not on this machine cannot be hidden.</summary>
    public HiddenSecrets(ComposeModel model) => secrets =
    [
        .. (model.Root["secrets"] as JsonObject ?? [])
            .Select(secret => (secret.Key, File: secret.Value?["file"]?.ToString()))
            .Where(secret => File.Exists(secret.File))
            .Select(secret => (secret.Key, Value: File.ReadAllText(secret.File!).Trim()))
            .Where(secret => secret.Value.Length >= Shortest),
    ];

    /// <summary>The text with a secret's name in place of each value.</summary>
    public string In(string text) => secrets.Aggregate(text, (hidden, secret) => hidden.Replace(secret.Value, $"<secret {secret.Name}>", StringComparison.Ordinal));
}
