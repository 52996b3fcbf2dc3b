using System.Text.RegularExpressions;

namespace Ollama.Answer;

internal enum Role
{
    Unknown,
    YearFrom,
    YearTo,
    Year,
    Sender,
    Recipient,
    Person,
    Place,
    Type,
    Words,
    Question,
    Confidence,
    Language,
}

/// <summary>What a property is for, read from its name in German or English, and if that says nothing from its description.</summary>
internal static class PropertyRole
{
    private static readonly (Role Role, string[] Words)[] Meanings =
    [
        (Role.Sender, ["absender", "sender", "author", "verfasser", "autor", "schreiber", "writer"]),
        (Role.Recipient, ["empfänger", "empfaenger", "recipient", "adressat", "receiver", "addressee"]),
        (Role.Person, ["person", "personen", "persons", "people", "name", "namen", "names", "wer", "who", "beteiligte"]),
        (Role.Place, ["ort", "orte", "place", "places", "location", "locations", "stadt", "city", "cities", "region", "herkunft", "origin", "wo", "where"]),
        (Role.Type, ["typ", "type", "types", "typen", "art", "arten", "dokumentart", "dokumenttyp", "dokumenttypen", "doctype", "kind", "kinds", "kategorie", "category", "categories", "medium", "gattung"]),
        (Role.Words, ["keyword", "keywords", "stichwort", "stichworte", "stichwörter", "schlagwort", "schlagworte", "schlagwörter", "begriff", "begriffe", "suchbegriffe", "terms", "term", "words",
            "wörter", "worte", "thema", "themen", "topic", "topics", "subject", "volltext", "fulltext", "freitext", "tags"]),
        (Role.Question, ["query", "text", "question", "frage", "anfrage", "suchtext"]),
        (Role.Confidence, ["confidence", "sicherheit", "konfidenz", "score"]),
        (Role.Language, ["language", "sprache", "lang"]),
    ];

    private static readonly string[] Start = ["von", "from", "start", "begin", "beginn", "ab", "after", "nach", "seit", "since", "min", "earliest", "frühestens", "anfang", "lower"];
    private static readonly string[] End = ["bis", "to", "end", "ende", "until", "before", "vor", "max", "latest", "spätestens", "till", "upper"];
    private static readonly string[] Time = ["jahr", "jahre", "year", "years", "datum", "date", "dates", "zeit", "zeitraum", "time", "period", "range", "timespan", "daterange", "yearrange", "decade"];

    /// <param name="name">The property's name.</param>
    /// <param name="description">Its description, or nothing.</param>
    /// <param name="numeric">Its value is a number or a date: "from" then is a year and not a person.</param>
    /// <param name="outer">The role of the object or array around it.</param>
    public static Role Of(string name, string description, bool numeric, Role outer)
    {
        string[] words = Split(name);
        bool start = words.Any(Start.Contains), end = words.Any(End.Contains), time = words.Any(w => Time.Contains(w) || w.EndsWith("jahr", StringComparison.Ordinal));
        if (time || numeric || outer == Role.Year)
        {
            if (start || end)
            {
                return start ? Role.YearFrom : Role.YearTo;
            }

            if (time)
            {
                return Role.Year;
            }
        }

        Role role = Meanings.FirstOrDefault(m => words.Any(m.Words.Contains)).Role;
        role = role is Role.Unknown or Role.Person && outer is not (Role.Unknown or Role.Year) ? outer : role;
        return role != Role.Unknown ? role
            : start && !numeric && words.Length == 1 ? Role.Sender
            : end && !numeric && words.Length == 1 ? Role.Recipient
            : description.Length > 0 ? Of(description, "", numeric, outer)
            : Role.Unknown;
    }

    private static string[] Split(string name)
        => [.. Regex.Matches(name, @"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})").Select(m => m.Value.ToLowerInvariant())];
}
