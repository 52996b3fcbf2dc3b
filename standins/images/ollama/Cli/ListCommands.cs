using System.Globalization;
using Ollama.Go;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary><c>ollama list</c> and <c>ollama ps</c>.</summary>
internal static class ListCommands
{
    public static async Task<int> ListAsync(Typed typed)
    {
        JsonValue models = (await ApiClient.JsonAsync("GET", "/api/tags"))["models"] ?? new JsonValue(JsonKind.Array);
        DateTime now = DateTime.UtcNow;
        Table.Print(["NAME", "ID", "SIZE", "MODIFIED"], [.. models.Items
            .Where(m => typed.Arguments.Count == 0 || m["name"]!.Text.StartsWith(typed.Arguments[0], StringComparison.OrdinalIgnoreCase))
            .Select(m => (string[])[m["name"]!.Text, m["digest"]!.Text[..12], Human.Bytes((long)m["size"]!.Number), Human.Relative(Time(m, "modified_at"), now)])]);
        return 0;
    }

    public static async Task<int> PsAsync(Typed typed)
    {
        JsonValue models = (await ApiClient.JsonAsync("GET", "/api/ps"))["models"] ?? new JsonValue(JsonKind.Array);
        DateTime now = DateTime.UtcNow;
        Table.Print(["NAME", "ID", "SIZE", "PROCESSOR", "CONTEXT", "UNTIL"], [.. models.Items
            .Where(m => typed.Arguments.Count == 0 || m["name"]!.Text.StartsWith(typed.Arguments[0], StringComparison.OrdinalIgnoreCase))
            .Select(m => (string[])[m["name"]!.Text, m["digest"]!.Text[..12], Human.Bytes((long)m["size"]!.Number), "100% CPU", m["context_length"]!.Text,
                Time(m, "expires_at") < now ? "Stopping..." : Human.Relative(Time(m, "expires_at"), now)])]);
        return 0;
    }

    private static DateTime Time(JsonValue model, string field)
        => DateTime.Parse(model[field]!.Text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
