namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Whether a probe can fail at all when the service does (H1): of a shell's line, only what decides over its exit code counts.</summary>
internal static class ProbeScript
{
    private static readonly string[] AskNothing =
        ["true", ":", "echo", "printf", "sleep", "pgrep", "pidof", "ps", "test", "[", "[[", "ls", "nc", "id", "whoami", "hostname", "date", "pwd", "uptime", "env"];

    // They end with 0 whatever reaches them.
    private static readonly string[] Filters = ["cat", "tee", "head", "tail", "wc", "sort", "tr"];
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];
    private static readonly string[] Before = ["exec", "command", "sudo"];
    private static readonly string[] Questions = ["--version", "--help", "-v", "-V", "-h", "version", "help"];
    private static readonly string[] Keywords = ["if", "while", "until", "for", "case", "{", "!"];

    /// <summary>True for a probe that is content with a service that serves nobody.</summary>
    /// <param name="test">As in the model: kind first.</param>
    public static bool IsContent(IReadOnlyList<string> test)
    {
        var words = test.Skip(1).ToArray();
        return test[0] == "CMD-SHELL" ? Script(string.Join(' ', words))
            : words is [var shell, "-c" or "-ec", var script, ..] && Shells.Contains(Path.GetFileName(shell)) ? Script(script)
            : Command(words);
    }

    private static bool Script(string script)
    {
        var steps = ShellSteps.Of(script);
        var (strict, piped) = (script.Contains("set -e", StringComparison.Ordinal), script.Contains("pipefail", StringComparison.Ordinal));
        bool? all = null;
        for (var at = 0; at < steps.Count;)
        {
            var (content, ends) = AndOr(steps, ref at, piped);
            all = strict ? (all ?? true) && content : content;
            if (ends)
            {
                break;
            }
        }

        return all ?? true;
    }

    // The second may hold where the first does not, or must hold with it.
    private static (bool Content, bool Ends) AndOr(IReadOnlyList<ShellStep> steps, ref int at, bool piped)
    {
        var ends = Words(steps[at].Text) is ["exit", ..];
        var content = Pipe(steps, ref at, piped);
        while (at > 0 && at < steps.Count && steps[at - 1].Then is "&&" or "||")
        {
            var or = steps[at - 1].Then == "||";
            var next = Pipe(steps, ref at, piped);
            content = or ? content || next : content && next;
        }

        return (content, ends);
    }

    private static bool Pipe(IReadOnlyList<ShellStep> steps, ref int at, bool piped)
    {
        var all = true;
        for (var first = true; ; first = false)
        {
            var (text, then) = steps[at++];
            var content = Single(text, behindPipe: !first);
            all &= content;
            if (then != "|" || at == steps.Count)
            {
                return piped ? all : content;
            }
        }
    }

    private static bool Single(string text, bool behindPipe)
    {
        if (text.StartsWith('(') && text.EndsWith(')'))
        {
            return Script(text[1..^1]);
        }

        var words = Words(text);
        return text.StartsWith("</dev/tcp/", StringComparison.Ordinal) || text.StartsWith("< /dev/tcp/", StringComparison.Ordinal)
            || (behindPipe && words.Length > 0 && Filters.Contains(Path.GetFileName(words[0]))) || Command(words);
    }

    private static bool Command(string[] words)
    {
        words = [.. words.SkipWhile(Before.Contains)];
        if (words is ["timeout", _, .. var limited])
        {
            words = limited;
        }

        // What another command's output decides may well fail.
        return words.Length > 0 && !Keywords.Contains(words[0]) && !words.Any(word => word.Contains("$(", StringComparison.Ordinal) || word.Contains('`', StringComparison.Ordinal))
            && (AskNothing.Contains(Path.GetFileName(words[0])) || Filters.Contains(Path.GetFileName(words[0])) || words is ["exit", "0"] or ["kill", "-0", ..]
                || (words.Length == 2 && Questions.Contains(words[1])));
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
