using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ryuk;

/// <summary>One line of a client: what belongs to it, all conditions at once. Two equal lines are one filter.</summary>
/// <param name="Keys">The kinds of condition: label, name, id.</param>
/// <param name="Json">The conditions as the engine's API takes them.</param>
internal sealed partial record Filter(string Keys, string Json)
{
    private static readonly string[] Known = ["label", "name", "id"];

    /// <summary>Reads <c>label=a%3Db&amp;label=c</c>.</summary>
    /// <returns>Null when it is malformed or would match everything; the reason is in <paramref name="error"/>.</returns>
    public static Filter? Parse(string line, out string error)
    {
        if (BrokenEscape().IsMatch(line) || line.Contains(';', StringComparison.Ordinal))
        {
            error = "not url-encoded";
            return null;
        }

        var conditions = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var pair in line.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = pair.Split('=', 2);
            var key = Decode(split[0]);
            var value = split.Length == 2 ? Decode(split[1]) : "";
            if (!Known.Contains(key) || value.Length == 0)
            {
                error = $"no such condition: {key}={value}";
                return null;
            }

            if (!conditions.TryGetValue(key, out var values))
            {
                conditions[key] = values = new(StringComparer.Ordinal);
            }

            values.Add(value);
        }

        error = conditions.Count == 0 ? "empty" : "";
        return conditions.Count == 0 ? null : new(string.Join(',', conditions.Keys), JsonSerializer.Serialize(conditions));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex("%(?![0-9a-fA-F]{2})")]
    private static partial Regex BrokenEscape();
}
