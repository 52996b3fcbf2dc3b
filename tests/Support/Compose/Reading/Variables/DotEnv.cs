using System.Text;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Reads files of <c>NAME=value</c> lines as Compose reads <c>.env</c> and <c>env_file</c>.</summary>
internal sealed class DotEnv
{
    private readonly string file;
    private readonly string text;
    private readonly Budget budget;
    private readonly VariableSource outside;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private int at;
    private int line = 1;

    private DotEnv(string file, string text, VariableSource outside, Budget budget)
    {
        this.file = file;
        this.text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        this.outside = outside;
        this.budget = budget;
    }

    /// <summary>A file's variables; names without value take the one from outside, if there is one.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="asked">Where it is asked for.</param>
    /// <param name="outside">Known variables; they win inside of <c>${}</c>.</param>
    /// <param name="budget">What the reading may spend.</param>
    public static IReadOnlyDictionary<string, string> Read(string file, SourcePlace? asked, VariableSource outside, Budget budget)
    {
        var reader = new DotEnv(file, FileText.Read(file, asked, budget), outside, budget);
        while (reader.Statement())
        {
        }

        return reader.values;
    }

    /// <summary>A file's variables with nothing filled in and no quote taken off.</summary>
    public static IReadOnlyDictionary<string, string> Raw(string file, SourcePlace? asked, Budget budget)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var line in FileText.Read(file, asked, budget).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#' && line.Contains('=', StringComparison.Ordinal)))
        {
            budget.Values(1, asked ?? new(file, 1, 1));
            var sign = line.IndexOf('=', StringComparison.Ordinal);
            values[line[..sign]] = line[(sign + 1)..];
        }

        return values;
    }

    private SourcePlace Here => new(file, line, 1);

    private bool Statement()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            Step();
        }

        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] == '#')
        {
            RestOfLine();
            return true;
        }

        budget.Values(1, Here);
        Assignment();
        return true;
    }

    private void Assignment()
    {
        var end = text.AsSpan(at).IndexOfAny('=', ':', '\n') is var found and >= 0 ? at + found : text.Length;
        var name = text[at..end].Trim();
        if (name.StartsWith("export ", StringComparison.Ordinal))
        {
            name = name["export ".Length..].Trim();
        }

        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '[' or ']'))
        {
            throw new ComposeSyntaxException(Here, $"'{(name.Length > 40 ? name[..40] : name)}' is no variable's name; write NAME=value");
        }

        at = end;
        if (at >= text.Length || text[at] == '\n')
        {
            if (outside.Find(name) is { } known)
            {
                values[name] = known;
            }

            return;
        }

        at++;
        values[name] = Value();
    }

    private string Value()
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at < text.Length && text[at] is '"' or '\'' ? Quoted(text[at]) : Filled(Unquoted(RestOfLine()));
    }

    private string Quoted(char quote)
    {
        var place = Here;
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != quote; Step())
        {
            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == quote || quote == '"'))
            {
                at++;
                value.Append(quote == '"' ? Escaped(text[at]) : text[at].ToString());
                continue;
            }

            value.Append(text[at]);
        }

        if (at >= text.Length)
        {
            throw new ComposeSyntaxException(place, "a quote is not closed; add the second one");
        }

        at++;
        return quote == '"' ? Filled(value.ToString()) : value.ToString();
    }

    private static string Escaped(char c) => c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '$' => "$$", '"' => "\"", '\\' => "\\", _ => "\\" + c };

    private static string Unquoted(string rest)
    {
        for (var index = 0; index < rest.Length; index++)
        {
            if (rest[index] == '#' && (index == 0 || char.IsWhiteSpace(rest[index - 1])))
            {
                return rest[..index].Trim();
            }
        }

        return rest.Trim();
    }

    private string Filled(string value) =>
        new Template(outside.WithDefaults(values) with { Symbolic = false }, Here, (_, _, _) => { }, budget).Fill(value);

    private string RestOfLine()
    {
        var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
        var rest = text[at..end];
        at = end;
        return rest;
    }

    private void Step()
    {
        if (text[at] == '\n')
        {
            line++;
        }

        at++;
    }
}
