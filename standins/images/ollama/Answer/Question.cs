using System.Text.RegularExpressions;

namespace Ollama.Answer;

/// <summary>What a question asks for.</summary>
internal sealed record Question(
    string Text,
    YearSpan Years,
    IReadOnlyList<string> Senders,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Persons,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Words)
{
    /// <summary>Longer texts are read from their end: the question stands there.</summary>
    private const int MaxPrompt = 20_000, MaxQuestion = 1_000;

    private static readonly Regex Label = new(
        @"(?:^|\n)\s*(?:Suchanfrage|Anfrage|Frage|Nutzerfrage|Eingabe|Suche|Question|Query|User query|User|Input)\s*:\s*(?<q>\S[^\n]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Reads a prompt; <paramref name="background"/> may list known names.</summary>
    public static Question Read(string prompt, string background)
    {
        prompt = Tail(prompt, MaxPrompt);
        background = Tail(background, MaxPrompt);
        string text = Tail(Isolate(prompt), MaxQuestion);
        (YearSpan years, string rest) = YearSpan.Find(text);
        var names = new NameFinder(rest, background + "\n" + (text.Length > 0 ? prompt.Replace(text, "", StringComparison.Ordinal) : prompt));
        string[] words = [.. WordsOf(rest)];
        IReadOnlyList<string> types = DocumentTypes.Find(words);
        HashSet<string> taken = new(names.Used, StringComparer.OrdinalIgnoreCase);
        string[] left = [.. words.Where(w => w.Length > 2 && !taken.Contains(w) && DocumentTypes.Kind(w) is null
            && !Lexicon.Stopwords.Contains(w.ToLowerInvariant()) && !Lexicon.Kin.Contains(w.ToLowerInvariant())).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new Question(text, years, names.Senders, names.Recipients, names.Persons, names.Places, types, left);
    }

    /// <summary>The question inside a prompt that also holds instructions: what follows a label, stands in quotes at the end, or is its last line.</summary>
    private static string Isolate(string prompt)
    {
        MatchCollection labelled = Label.Matches(prompt);
        string text = labelled.Count > 0 ? labelled[^1].Groups["q"].Value
            : prompt.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        return text.Trim().Trim('"', '„', '“', '”', '»', '«', '\'');
    }

    private static string Tail(string text, int length) => text.Length > length ? text[^length..] : text;

    private static IEnumerable<string> WordsOf(string text) => Regex.Matches(text, @"[\p{L}][\p{L}\p{M}'’-]*").Select(m => m.Value);
}
