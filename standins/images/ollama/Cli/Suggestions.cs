namespace Ollama.Cli;

/// <summary>Commands like the one that was misspelt.</summary>
internal static class Suggestions
{
    private static readonly string[] Names = ["serve", "create", "show", "run", "stop", "pull", "push", "signin", "signout", "list", "ps", "cp", "rm"];

    public static string For(string typed)
    {
        string[] near = [.. Names.Where(n => Distance(typed, n) <= 2 || n.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
        return near.Length == 0 ? "" : "\n\nDid you mean this?\n" + string.Concat(near.Select(n => $"\t{n}\n"));
    }

    /// <summary>Letters to change, add or drop to get from one word to the other.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), cost);
            }
        }

        return row[^1];
    }
}
