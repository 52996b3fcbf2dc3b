using Npgsql;

namespace Archiv.Backend.Documents;

/// <summary>Tells a database that is away or not ready from a mistake of this program.</summary>
internal static class DatabaseTrouble
{
    public static bool Is(Exception failed) => failed switch
    {
        // The server understood and refused: only a table that is not there yet heals by itself.
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } => true,
        PostgresException refused => !refused.SqlState.StartsWith("42", StringComparison.Ordinal) && !refused.SqlState.StartsWith("22", StringComparison.Ordinal),
        NpgsqlException or TimeoutException => true,
        _ => false,
    };
}
