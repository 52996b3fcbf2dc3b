using System.Text;
using System.Text.RegularExpressions;
using Archiv.Backend.Search;
using Npgsql;

namespace Archiv.Backend.Documents;

/// <summary>A WHERE clause with its parameters. Filters of different kinds must all hold; of several places, types or words one is enough.</summary>
internal sealed class DocumentQuery
{
    private readonly List<string> conditions = [];
    private readonly List<NpgsqlParameter> parameters = [];

    public string Where => conditions.Count == 0 ? "true" : string.Join(" AND ", conditions);

    /// <summary>By relevance where words were asked for, else by date.</summary>
    public string Order { get; private set; } = "d.date, d.id";

    /// <summary>New parameters for each command; one object cannot belong to two.</summary>
    public NpgsqlParameter[] Parameters => [.. parameters.Select(parameter => parameter.Clone())];

    public static DocumentQuery For(Filters filters)
    {
        var query = new DocumentQuery();
        foreach (var person in filters.Persons)
        {
            query.Person(person);
        }
        query.Places(filters.Places);
        if (filters.FromYear is { } from)
        {
            query.conditions.Add($"d.date >= {query.Add(new DateOnly(from, 1, 1))}");
        }
        if (filters.ToYear is { } to)
        {
            query.conditions.Add($"d.date <= {query.Add(new DateOnly(to, 12, 31))}");
        }
        if (filters.Types.Count > 0)
        {
            query.conditions.Add($"d.type = ANY({query.Add(filters.Types.ToArray())})");
        }
        query.Words(filters.Words);
        return query;
    }

    public static DocumentQuery ForKeywords(string keywords)
    {
        var query = new DocumentQuery();
        if (keywords.Length > 0)
        {
            var words = $"websearch_to_tsquery('german', {query.Add(keywords)})";
            query.conditions.Add($"d.search @@ {words}");
            query.Order = $"ts_rank(d.search, {words}) DESC, d.date, d.id";
        }
        return query;
    }

    public static DocumentQuery ForId(string id)
    {
        var query = new DocumentQuery();
        query.conditions.Add($"d.id = {query.Add(id)}");
        return query;
    }

    // A name that nobody in the archive has may be a misread noun: then it is looked for in the text.
    private void Person(string name)
    {
        var patterns = Add(name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Pattern).ToArray());
        var text = Add(name);
        conditions.Add(
            $"""
            (EXISTS (SELECT FROM unnest(d.people) AS person WHERE person ~* ALL({patterns}))
            OR (NOT EXISTS (SELECT FROM documents AS o, unnest(o.people) AS person WHERE person ~* ALL({patterns}))
            AND d.search @@ plainto_tsquery('german', {text})))
            """);
    }

    private void Places(IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            var patterns = Add(names.Select(Pattern).ToArray());
            var text = Either(names);
            conditions.Add(
                $"""
                (d.place ~* ANY({patterns})
                OR (NOT EXISTS (SELECT FROM documents AS o WHERE o.place ~* ANY({patterns})) AND d.search @@ ({text})))
                """);
        }
    }

    private void Words(IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            var either = Either(words);
            // Words without meaning for the search ("alles") leave an empty query, which must not exclude everything.
            conditions.Add($"(numnode({either}) = 0 OR d.search @@ ({either}))");
            Order = $"ts_rank(d.search, {either}) DESC, d.date, d.id";
        }
    }

    private string Either(IEnumerable<string> texts) => "(" + string.Join(" || ", texts.Select(text => $"plainto_tsquery('german', {Add(text)})")) + ")";

    // A whole word, also in the genitive: "Annas" finds Anna.
    private static string Pattern(string name)
    {
        var pattern = new StringBuilder(@"\m(").Append(Regex.Escape(name));
        if (name.Length > 3 && name.EndsWith('s'))
        {
            pattern.Append('|').Append(Regex.Escape(name[..^1].TrimEnd('\'', '’')));
        }
        return pattern.Append(@")\M").ToString();
    }

    private string Add<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${parameters.Count}";
    }
}
