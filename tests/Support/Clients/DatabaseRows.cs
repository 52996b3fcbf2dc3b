using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Clients;

/// <summary>What the database itself holds, asked by <c>psql</c> in its container: a search shows a page of it, and not all columns.</summary>
public static class DatabaseRows
{
    private const string Psql = "psql -X -A -t -q -v ON_ERROR_STOP=1 -U \"${POSTGRES_USER:-postgres}\" -d \"${POSTGRES_DB:-${POSTGRES_USER:-postgres}}\"";

    /// <summary>All rows of all tables: the table's name and a checksum over the whole row, a line each, in order.</summary>
    public static Task<IReadOnlyList<string>> Checksums(Stack stack) => OfEach(stack, "select %L || '' '' || md5(t::text) from %I.%I t", "");

    /// <summary>The rows that hold a word, whole and as JSON.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="word">Letters and digits only.</param>
    public static Task<IReadOnlyList<string>> Holding(Stack stack, string word) =>
        OfEach(stack, "select %L || '' '' || row_to_json(t) from %I.%I t", $" where t::text like ''%%{word}%%''");

    // The first statement writes one for each table, which are then executed.
    private static Task<IReadOnlyList<string>> OfEach(Stack stack, string select, string where) => ToolException.In<IReadOnlyList<string>>("the database's rows cannot be read", async () =>
    {
        ArgumentNullException.ThrowIfNull(stack);
        var script = $"select format('{select}{where}', relname, schemaname, relname) from pg_stat_user_tables order by 1 \\gexec";
        var read = await stack.Engine.Exec((await stack.Service(stack.Profile.Db)).Id, "sh", "-c", $"printf '%s\\n' \"$1\" | {Psql}", "sh", script);
        return read.ExitCode == 0
            ? [.. read.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)]
            : throw new InvalidOperationException(read.ToString());
    });
}
