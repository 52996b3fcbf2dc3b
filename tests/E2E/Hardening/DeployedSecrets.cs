using System.Text;
using Archiv.Tests.Support.Kernel;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>The values of the secrets that containers of a stack really have, to search for them elsewhere; kept in memory only.</summary>
internal sealed class DeployedSecrets
{
    // Shorter ones would be found by chance.
    private const int Shortest = 6;
    private const string Folder = "/run/secrets";

    private readonly List<(string Name, string[] Forms)> values;

    private DeployedSecrets(List<(string Name, string[] Forms)> values) => this.values = values;

    /// <summary>How many there are.</summary>
    public int Count => values.Count;

    /// <summary>Reads them where the containers have them mounted. When the file declares some and none can be read, the row is unknown.</summary>
    public static async Task<DeployedSecrets> Of(Stack stack, KernelView kernel, IReadOnlyList<DeployedService> services)
    {
        var targets = services.Where(service => service.Runs).SelectMany(service => Mounted(service)
            .Select(target => (Path: $"/proc/{kernel[service.Name].First.Pid}/root{target}", Name: Path.GetFileName(target)))).ToList();
        if (targets.Count == 0)
        {
            Unjudged.NotApplicable("no service of the file has a secret");
        }

        var printed = (await stack.Beside.ReadHost("for file in \"$@\"; do base64 < \"$file\" | tr -d '\\n'; echo; done", targets.Select(target => target.Path))).Output.Split('\n');
        var read = targets.Zip(printed, (target, text) => (target.Name, Value: Encoding.UTF8.GetString(Convert.FromBase64String(text)).Trim()))
            .Where(secret => secret.Value.Length >= Shortest).DistinctBy(secret => secret.Value).ToList();
        if (read.Count == 0)
        {
            Unjudged.Because($"no secret of at least {Shortest} characters can be read at {string.Join(", ", targets.Select(target => target.Name).Distinct())}");
        }

        return new([.. read.Select(secret => (secret.Name, Forms(secret.Value)))]);
    }

    /// <summary>Name of the secret whose value stands in a text, as it is or encoded; null where none does.</summary>
    public string? In(string text) => values.FirstOrDefault(secret => secret.Forms.Any(form => text.Contains(form, StringComparison.Ordinal))).Name;

    private static IEnumerable<string> Mounted(DeployedService service) => (service.Written.Json["secrets"] as System.Text.Json.Nodes.JsonArray ?? [])
        .Select(secret => secret!["target"]?.ToString() ?? secret["source"]!.ToString())
        .Select(target => target.StartsWith('/') ? target : $"{Folder}/{target}");

    private static string[] Forms(string value) =>
        [.. new[] { value, Uri.EscapeDataString(value), Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) }.Distinct()];
}
