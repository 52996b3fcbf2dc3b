using Archiv.Backend.Archive;
using Archiv.Backend.Cache;
using Npgsql;

namespace Archiv.Backend.Documents;

/// <summary>
/// Waits for the database for ever, makes the schema, loads the sample archive once, and from then on looks each second whether the
/// database and the cache answer. Health endpoints show the last look, so that they never hang themselves.
/// </summary>
internal sealed class ArchiveKeeper(NpgsqlDataSource database, FilterCache cache, TimeProvider clock, ILogger<ArchiveKeeper> log) : BackgroundService
{
    // Any number that all backends of one database share.
    private const long LockKey = 0x41726368_6976;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private volatile bool databaseUp;
    private volatile bool cacheUp;
    private bool prepared;
    private string said = "";

    public bool DatabaseUp => databaseUp;

    public bool CacheUp => cacheUp;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The web server must not wait for the first attempt.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                cacheUp = cache.Configured && await cache.PingAsync(stoppingToken);
                await Task.Delay(prepared ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(250), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(prepared ? Patience : Patience * 10);
        try
        {
            await (prepared ? PingAsync(patience.Token) : PrepareAsync(patience.Token)).WaitAsync(patience.Token);
            Say(up: true, "");
        }
        catch (Exception failed) when (failed is NpgsqlException or TimeoutException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            // A database that was replaced by an empty one needs its schema again.
            prepared &= failed is not PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName };
            Say(up: false, failed.Message);
        }
    }

    private async Task PingAsync(CancellationToken cancelled)
    {
        await using var command = database.CreateCommand("SELECT 1 FROM documents LIMIT 1");
        await command.ExecuteScalarAsync(cancelled);
    }

    private async Task PrepareAsync(CancellationToken cancelled)
    {
        await using var connection = await database.OpenConnectionAsync(cancelled);
        await using var transaction = await connection.BeginTransactionAsync(cancelled);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancelled);
        await ExecuteAsync(connection, Resource.Text("schema.sql"), cancelled);
        if (await ExecuteAsync(connection, "INSERT INTO sample_archive SELECT now() WHERE NOT EXISTS (SELECT FROM sample_archive)", cancelled) == 1)
        {
            var documents = SampleArchive.Documents();
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var document in documents)
            {
                batch.BatchCommands.Add(DocumentStore.Insert(document));
            }
            await batch.ExecuteNonQueryAsync(cancelled);
            log.LogInformation("sample archive loaded: {Documents} documents", documents.Count);
        }
        await transaction.CommitAsync(cancelled);
        prepared = true;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancelled)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(cancelled);
    }

    private void Say(bool up, string problem)
    {
        if (up != databaseUp || (!up && said != problem))
        {
            if (up)
            {
                log.LogInformation("the database answers");
            }
            else
            {
                log.LogWarning("the database is not available: {Problem}", problem);
            }
        }
        databaseUp = up;
        said = problem;
    }
}
