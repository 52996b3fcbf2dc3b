using System.Text.RegularExpressions;

namespace Ollama.Answer;

/// <summary>People and places: by the word before them, by lists that the prompt gives, and by common given names.</summary>
internal sealed class NameFinder
{
    private static readonly Regex ListLine = new(
        @"(?:^|\n)[^\n:]*\b(?<kind>Personen|Namen|People|Persons|Names|Orte|Ortsnamen|Städte|Places|Locations)\b[^\n:]{0,40}:\s*(?<list>[^\n]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Token = new(@"[\p{L}][\p{L}\p{M}'’-]*|[.,;?!]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private readonly HashSet<string> _knownPersons = new(StringComparer.OrdinalIgnoreCase), _knownPlaces = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _tokens;

    public NameFinder(string text, string background)
    {
        foreach (Match line in ListLine.Matches(background))
        {
            HashSet<string> known = "POSL".Contains(char.ToUpperInvariant(line.Groups["kind"].Value[0]), StringComparison.Ordinal)
                && !line.Groups["kind"].Value.StartsWith("pe", StringComparison.OrdinalIgnoreCase) ? _knownPlaces : _knownPersons;
            known.UnionWith(line.Groups["list"].Value.Split(',', ';', '|', '[', ']').Select(n => n.Trim(' ', '"', '.', '\'')).Where(n => n.Length > 1));
        }

        _tokens = [.. Token.Matches(text).Select(m => m.Value)];
        for (int i = 0; i < _tokens.Length;)
        {
            i = Read(i);
        }
    }

    public List<string> Senders { get; } = [];

    public List<string> Recipients { get; } = [];

    public List<string> Persons { get; } = [];

    public List<string> Places { get; } = [];

    /// <summary>Words that are part of a name.</summary>
    public List<string> Used { get; } = [];

    private int Read(int at)
    {
        string before = at > 0 ? _tokens[at - 1].ToLowerInvariant() : "";
        (string name, int next) = NameAt(at);
        if (name.Length == 0)
        {
            return at + 1;
        }

        string first = name.Split(' ')[0];
        bool travels = before is "von" or "from" && next < _tokens.Length && _tokens[next].ToLowerInvariant() is "nach" or "to";
        bool person = IsPerson(name) || IsPerson(first);
        if (_knownPlaces.Contains(name) || (!person && (travels || before is "aus" or "in" or "nach" or "bei" or "near" or "at" || (before == "from" && !Follows(at)))))
        {
            Add(Places, name);
            return next;
        }

        if (person || before is "von" or "vom" or "an" or "mit" or "für" or "über" or "by" or "to" or "with" or "about" || Lexicon.Kin.Contains(before) || Follows(at))
        {
            Add(Persons, name);
            AddByRole(at, name);
            return next;
        }

        return at + 1;
    }

    /// <summary>"von Anna und Karl": what holds for the first holds for the second.</summary>
    private bool Follows(int at)
        => at > 1 && _tokens[at - 1].ToLowerInvariant() is "und" or "and" or "," && Persons.Count > 0 && Persons[^1].EndsWith(_tokens[at - 2], StringComparison.Ordinal);

    private void AddByRole(int at, string name)
    {
        string before = at > 0 ? _tokens[at - 1].ToLowerInvariant() : "";
        before = Lexicon.Kin.Contains(before) && at > 1 ? _tokens[at - 2].ToLowerInvariant() : before;
        List<string>? role = before is "von" or "by" or "from" ? Senders : before is "an" or "to" ? Recipients : null;
        role ??= before is "und" or "and" && Persons.Count > 1
            ? Senders.Contains(Persons[^2]) ? Senders : Recipients.Contains(Persons[^2]) ? Recipients : null : null;
        role?.Add(name);
    }

    /// <summary>The capitalised words that start here and are neither a kind of document nor part of the sentence.</summary>
    private (string Name, int Next) NameAt(int at)
    {
        int end = at;
        while (end < _tokens.Length && char.IsUpper(_tokens[end][0]) && !IsCommon(_tokens[end]) && (end == at || !IsListed(end)))
        {
            end++;
            if (_knownPlaces.Contains(string.Join(' ', _tokens[at..end])))
            {
                break;
            }
        }

        string name = string.Join(' ', _tokens[at..end]);
        if (end == at + 1 && name.EndsWith('s') && !Known(name) && Known(name[..^1]))
        {
            Used.Add(name);
            name = name[..^1];
        }

        return (name, end);
    }

    private bool IsCommon(string word)
    {
        string lower = word.ToLowerInvariant();
        return !Known(word) && (DocumentTypes.Kind(word) is not null || Lexicon.Stopwords.Contains(lower) || Lexicon.Months.Contains(lower)
            || Lexicon.NoPlaces.Contains(lower) || Lexicon.Kin.Contains(lower));
    }

    /// <summary>A name of a list of the prompt begins here: it does not go on with the word before.</summary>
    private bool IsListed(int at)
        => _knownPersons.Concat(_knownPlaces).Any(n => n.Split(' ')[0].Equals(_tokens[at], StringComparison.OrdinalIgnoreCase));

    private bool Known(string name) => IsPerson(name) || _knownPlaces.Contains(name);

    private bool IsPerson(string name)
        => Lexicon.GivenNames.Contains(name.ToLowerInvariant()) || _knownPersons.Contains(name)
            || _knownPersons.Any(p => p.Split(' ').Contains(name, StringComparer.OrdinalIgnoreCase));

    private void Add(List<string> list, string name)
    {
        Used.AddRange(name.Split(' '));
        if (!list.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            list.Add(name);
        }
    }
}
