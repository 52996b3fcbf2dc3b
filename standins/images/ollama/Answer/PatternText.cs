using System.Globalization;
using System.Text;

namespace Ollama.Answer;

/// <summary>The simplest text of a regular expression: first alternative, fewest repetitions, first character of a class.</summary>
internal ref struct PatternText(string pattern)
{
    private const int MostText = 10_000;
    private const int MostGroups = 100;

    private int _at;
    private int _groups;

    public static string For(string pattern)
    {
        try
        {
            return new PatternText(pattern).Alternatives();
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException or FormatException or OverflowException)
        {
            return "";
        }
    }

    private string Alternatives()
    {
        string first = Sequence();
        while (_at < pattern.Length && pattern[_at] == '|')
        {
            _at++;
            Sequence();
        }

        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            string one = One();
            int times = Math.Min(Repetitions(), 1000);
            text.Insert(text.Length, text.Length + (one.Length * times) <= MostText ? one : throw new FormatException("longer than anybody reads"), times);
        }

        return text.ToString();
    }

    private string One()
    {
        char c = pattern[_at++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return "a";
            case '(':
                _at += pattern.AsSpan(_at).StartsWith("?:") ? 2 : 0;
                _groups += _groups < MostGroups ? 1 : throw new FormatException("deeper than anybody reads");
                string inner = Alternatives();
                _groups--;
                _at++;
                return inner;
            case '[':
                return Class().ToString();
            case '\\':
                return Escape(pattern[_at++]);
            default:
                return c.ToString();
        }
    }

    private static string Escape(char c) => c switch
    {
        'd' => "0",
        'w' or 'D' or 'S' => "a",
        's' => " ",
        'W' => "-",
        'b' or 'B' => "",
        'n' => "\n",
        't' => "\t",
        _ => c.ToString(),
    };

    private char Class()
    {
        bool negated = pattern[_at] == '^';
        int start = _at += negated ? 1 : 0;
        while (pattern[_at] != ']' || _at == start)
        {
            _at += pattern[_at] == '\\' ? 2 : 1;
        }

        string body = pattern[start.._at++];
        return negated ? "aA0 _-".FirstOrDefault(c => !body.Contains(c, StringComparison.Ordinal), 'x')
            : body[0] == '\\' ? Escape(body[1]).FirstOrDefault('a') : body[0];
    }

    private int Repetitions()
    {
        if (_at == pattern.Length)
        {
            return 1;
        }

        int count = pattern[_at] switch { '*' or '?' => 0, '+' or '{' => 1, _ => -1 };
        if (count < 0)
        {
            return 1;
        }

        if (pattern[_at++] == '{')
        {
            int end = pattern.IndexOf('}', _at);
            count = int.Parse(pattern[_at..end].Split(',')[0], CultureInfo.InvariantCulture);
            _at = end + 1;
        }

        _at += _at < pattern.Length && pattern[_at] == '?' ? 1 : 0;
        return count;
    }
}
