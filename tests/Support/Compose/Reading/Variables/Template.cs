using System.Text;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Fills in the variables of one text.</summary>
/// <param name="source">Where they are looked up.</param>
/// <param name="place">Where the text stands, for errors.</param>
/// <param name="seen">Hears of each variable: name, form, argument.</param>
/// <param name="budget">What the reading may spend.</param>
internal sealed class Template(VariableSource source, SourcePlace place, Action<string, VariableForm, string> seen, Budget budget)
{
    /// <summary>The text with its variables filled in; a dollar before anything else stays, as Compose has it.</summary>
    public string Fill(string text, int depth = 0)
    {
        var dollar = text.IndexOf('$', StringComparison.Ordinal);
        if (dollar < 0)
        {
            return text;
        }

        if (depth > ReadingBounds.InterpolationDepth)
        {
            throw new ComposeSyntaxException(place, $"more than {ReadingBounds.InterpolationDepth} variables inside each other; simplify the default");
        }

        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '$' || at + 1 == text.Length)
            {
                var next = text.IndexOf('$', at + 1);
                filled.Append(text, at, (next < 0 ? text.Length : next) - at);
                at = next < 0 ? text.Length : next;
                continue;
            }

            at = Dollar(text, at + 1, filled, depth);
        }

        budget.Characters(filled.Length, place);
        return filled.ToString();
    }

    // After a dollar: returns where the text goes on.
    private int Dollar(string text, int at, StringBuilder filled, int depth)
    {
        switch (text[at])
        {
            case '$':
                filled.Append('$');
                return at + 1;
            case '{':
                var end = ClosingBrace(text, at);
                filled.Append(Braced(text[(at + 1)..end], depth));
                return end + 1;
        }

        var name = NameAt(text, at);
        filled.Append(name.Length == 0 ? "$" : Plain(name));
        return at + name.Length;
    }

    private string Braced(string inside, int depth)
    {
        var name = NameAt(inside, 0);
        var rest = inside[name.Length..];
        var strict = rest.StartsWith(':');
        var form = (strict ? rest[1..] : rest) is [var sign, ..] ? sign : '\0';
        if (name.Length == 0 || inside.Contains('\n', StringComparison.Ordinal) || (rest.Length > 0 && form is not ('-' or '?' or '+')))
        {
            throw Invalid("${" + inside + "}");
        }

        if (rest.Length == 0)
        {
            return Plain(name);
        }

        var argument = rest[(strict ? 2 : 1)..];
        var value = source.Find(name);
        var set = value is not null && (!strict || value.Length > 0);
        switch (form)
        {
            case '-':
                seen(name, VariableForm.Default, argument);
                return set ? value! : Fill(argument, depth + 1);
            case '+':
                seen(name, VariableForm.Alternative, argument);
                return set ? Fill(argument, depth + 1) : "";
            default:
                seen(name, strict ? VariableForm.Required : VariableForm.RequiredOrEmpty, argument);
                return set ? value! : Required(name, argument, depth);
        }
    }

    private string Required(string name, string message, int depth) => source.Symbolic
        ? Symbols.Of(name)
        : throw new ComposeSyntaxException(place, $"the required variable {name} has no value; set it ({Fill(message, depth + 1)})");

    private string Plain(string name)
    {
        seen(name, VariableForm.Bare, "");
        return source.Find(name) ?? (source.Symbolic ? Symbols.Of(name) : "");
    }

    private int ClosingBrace(string text, int open)
    {
        var level = 0;
        for (var at = open; at < text.Length; at++)
        {
            if (text[at] == '{' && text[at - 1] == '$')
            {
                level++;
            }
            else if (text[at] == '}' && --level == 0)
            {
                return at;
            }
        }

        throw Invalid(text[(open - 1)..]);
    }

    private ComposeSyntaxException Invalid(string what) => new(
        place, $"'{(what.Length > 60 ? what[..60] + "…" : what)}' is no variable; write ${{NAME}}, ${{NAME:-default}} or ${{NAME:?message}}, and $$ for a dollar");

    private static string NameAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > at && char.IsAsciiDigit(text[end]))))
        {
            end++;
        }

        return text[at..end];
    }
}
