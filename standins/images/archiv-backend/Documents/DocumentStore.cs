using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Archiv.Backend.Documents;

/// <summary>Reads and writes documents in PostgreSQL.</summary>
internal sealed class DocumentStore(NpgsqlDataSource database)
{
    /// <summary>Documents in one answer; the total counts all.</summary>
    public const int PageSize = 50;

    /// <remarks>The caller is never held longer than its token says, even where the driver waits for a server that does not answer.</remarks>
    public Task<DocumentPage> FindAsync(DocumentQuery query, CancellationToken cancelled) => QueryAsync(query, cancelled).WaitAsync(cancelled);

    /// <returns>False when the id exists already. True only after the commit.</returns>
    public Task<bool> AddAsync(Document document, CancellationToken cancelled) => InsertAsync(document, cancelled).WaitAsync(cancelled);

    /// <summary>The one INSERT of the program; rows whose id exists are left as they are.</summary>
    public static NpgsqlBatchCommand Insert(Document document)
    {
        var everything = string.Join(' ', [document.Title, document.Place, .. document.People, document.Text]);
        return new(
            """
            INSERT INTO documents (id, title, date, type, place, writer, recipient, people, text, search)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_tsvector('german', $10)) ON CONFLICT (id) DO NOTHING
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = document.Id },
                new NpgsqlParameter<string> { TypedValue = document.Title },
                new NpgsqlParameter<DateOnly> { TypedValue = document.Date },
                new NpgsqlParameter<string> { TypedValue = document.Type },
                new NpgsqlParameter<string> { TypedValue = document.Place },
                new NpgsqlParameter<string?> { TypedValue = document.Writer, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<string?> { TypedValue = document.Recipient, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<string[]> { TypedValue = [.. document.People] },
                new NpgsqlParameter<string> { TypedValue = document.Text },
                new NpgsqlParameter<string> { TypedValue = everything },
            },
        };
    }

    private async Task<bool> InsertAsync(Document document, CancellationToken cancelled)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Insert(document));
        return await batch.ExecuteNonQueryAsync(cancelled) == 1;
    }

    private async Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancelled)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT d.id, d.title, d.date, d.type, d.place, d.writer, d.recipient, d.people, d.text, count(*) OVER ()
            FROM documents AS d WHERE {query.Where} ORDER BY {query.Order} LIMIT {PageSize}
            """);
        command.Parameters.AddRange(query.Parameters);
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancelled);
        var documents = new List<Document>();
        long total = 0;
        while (await row.ReadAsync(cancelled))
        {
            documents.Add(new(
                row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetFieldValue<string[]>(7), row.GetString(8)));
            total = row.GetInt64(9);
        }
        return new(documents, total);
    }
}
