namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Splits a shell's line at its operators; quotes, brackets and redirections are left whole.</summary>
internal static class ShellSteps
{
    /// <summary>The commands in order; none where there is nothing but blanks.</summary>
    public static IReadOnlyList<ShellStep> Of(string script)
    {
        List<ShellStep> steps = [];
        var (start, depth, quote) = (0, 0, '\0');
        for (var at = 0; at < script.Length; at++)
        {
            var c = script[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            quote = c is '"' or '\'' or '`' ? c : quote;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > 0 || Operator(script, at) is not { } then)
            {
                continue;
            }

            Add(script[start..at], then);
            at += then == "\n" ? 0 : then.Length - 1;
            start = at + 1;
        }

        Add(script[start..], "");
        return steps;

        void Add(string text, string then)
        {
            if (text.Trim() is { Length: > 0 } command)
            {
                steps.Add(new(command, then == "\n" ? ";" : then));
            }
        }
    }

    private static string? Operator(string script, int at) => script[at] switch
    {
        ';' => ";",
        '\n' => "\n",
        '|' => at + 1 < script.Length && script[at + 1] == '|' ? "||" : "|",
        '&' when at + 1 < script.Length && script[at + 1] == '&' => "&&",
        // In 2>&1 and &>file it is no operator.
        '&' when (at > 0 && script[at - 1] is '>' or '<') || (at + 1 < script.Length && script[at + 1] == '>') => null,
        '&' => "&",
        _ => null,
    };
}
