using System.Globalization;
using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>What the question says for each role that a property can have.</summary>
internal sealed class KnownValues(Question question)
{
    public Question Question => question;

    public IReadOnlyList<string> For(Role role) => role switch
    {
        Role.YearFrom => Years(question.Years.From),
        Role.YearTo => Years(question.Years.To),
        Role.Year => Years(question.Years.From ?? question.Years.To),
        Role.Sender => question.Senders,
        Role.Recipient => question.Recipients,
        Role.Person => question.Persons,
        Role.Place => question.Places,
        Role.Type => question.Types,
        Role.Words => question.Words,
        Role.Question => question.Words.Count > 0 ? [string.Join(' ', question.Words)] : [],
        Role.Confidence => ["0.9"],
        Role.Language => ["de"],
        _ => [],
    };

    /// <summary>The one of several choices that is meant, or one that says nothing.</summary>
    public JsonValue Choose(List<JsonValue> choices, Role role, int item)
        => Match(choices, role, item)
            ?? choices.Find(c => c.Kind == JsonKind.Null)
            ?? choices.Find(c => c.Text.ToLowerInvariant() is "" or "unknown" or "unbekannt" or "any" or "all" or "alle" or "none" or "keine" or "other" or "sonstige" or "sonstiges")
            ?? choices[0];

    /// <summary>The one of several choices that is meant, null when none is.</summary>
    public JsonValue? Match(List<JsonValue> choices, Role role, int item)
    {
        string? known = For(role).ElementAtOrDefault(item);
        return choices.Find(c => known is not null && c.Text.Equals(known, StringComparison.OrdinalIgnoreCase))
            ?? (known is not null && role == Role.Type ? choices.Find(c => DocumentTypes.Means(c.Text, known)) : null)
            ?? (item == 0 ? choices.Find(c => c.Text.Length > 2 && question.Text.Contains(c.Text, StringComparison.OrdinalIgnoreCase)) : null);
    }

    private static string[] Years(int? year) => year is { } y ? [y.ToString(CultureInfo.InvariantCulture)] : [];
}
