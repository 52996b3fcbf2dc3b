using System.Text.Json;
using Archiv.Backend.Documents;
using Archiv.Backend.Model;

namespace Archiv.Backend.Search;

/// <summary>What the model understood of a question.</summary>
internal sealed record Filters(
    IReadOnlyList<string> Persons,
    IReadOnlyList<string> Places,
    int? FromYear,
    int? ToYear,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Words)
{
    /// <exception cref="ModelFailure">The text does not follow the schema that the model server was given.</exception>
    public static Filters Read(string json)
    {
        JsonElement answer;
        try
        {
            answer = JsonElement.Parse(json);
        }
        catch (JsonException garbage)
        {
            throw ModelFailure.Invalid("the model's text is not JSON", garbage);
        }
        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw ModelFailure.Invalid("the model's text is not a JSON object");
        }
        var (from, to) = (Year(answer, "fromYear"), Year(answer, "toYear"));
        var types = Texts(answer, "types");
        if (types.Except(DocumentTypes.All).Any())
        {
            throw ModelFailure.Invalid("the model named a type that does not exist");
        }
        var (persons, places) = (Texts(answer, "persons"), Texts(answer, "places"));
        var words = Texts(answer, "words").Where(word => !Repeats(word, [.. persons, .. places, .. types])).ToList();
        return from > to ? new(persons, places, to, from, types, words) : new(persons, places, from, to, types, words);
    }

    // Models like to repeat as a word what they have already put into another list.
    private static bool Repeats(string word, IEnumerable<string> others) =>
        word.Length < 2
        || int.TryParse(word, out _)
        || others.Any(other => word.StartsWith(other, StringComparison.OrdinalIgnoreCase) && word.Length <= other.Length + 2);

    private static int? Year(JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var value) || value.ValueKind is not (JsonValueKind.Number or JsonValueKind.Null))
        {
            throw ModelFailure.Invalid($"the model's {name} is neither a number nor null");
        }
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var year) && year is >= 1000 and <= 2999 ? year : null;
    }

    private static List<string> Texts(JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array
            || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw ModelFailure.Invalid($"the model's {name} is not a list of texts");
        }
        return [.. list.EnumerateArray()
            .Select(item => string.Concat(item.GetString()!.Where(c => !char.IsControl(c))).Trim())
            .Where(text => text.Length is > 0 and <= 100)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(8)];
    }
}
