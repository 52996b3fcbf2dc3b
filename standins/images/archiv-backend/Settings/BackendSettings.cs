namespace Archiv.Backend.Settings;

/// <summary>All settings of the backend, read once from the environment; README.md holds the table.</summary>
internal sealed record BackendSettings
{
    public required Uri OllamaBaseUrl { get; init; }

    public required string OllamaModel { get; init; }

    /// <summary>A file that holds the model's name and wins over <see cref="OllamaModel"/> while it exists; null when unset.</summary>
    public string? OllamaModelFile { get; init; }

    /// <summary>The promise to the caller: a result or a 503 within this time.</summary>
    public required TimeSpan OllamaTimeout { get; init; }

    public required DeadlineScope DeadlineScope { get; init; }

    /// <summary>How often a search that failed at the model server is tried again.</summary>
    public required int OllamaRetries { get; init; }

    public required TimeSpan OllamaConnectTimeout { get; init; }

    public required int OllamaMaxConcurrent { get; init; }

    public required int OllamaMaxWaiting { get; init; }

    /// <summary>A search is computed to its end though its caller has gone.</summary>
    public bool FinishesAbandoned { get; init; }

    /// <summary>As sent with each request, already in JSON: a number of seconds, or a quoted duration.</summary>
    public required string OllamaKeepAlive { get; init; }

    public required TimeSpan CacheTtl { get; init; }

    /// <summary>Null when no cache is configured.</summary>
    public string? CacheHost { get; init; }

    public required int CachePort { get; init; }

    /// <summary>An Npgsql connection string; holds the password and is never logged.</summary>
    public required string Database { get; init; }

    public required int ServerPort { get; init; }

    public required TimeSpan ShutdownDelay { get; init; }

    /// <summary>One second below the promise, so that the answer still arrives inside it.</summary>
    public TimeSpan SearchDeadline => OllamaTimeout - TimeSpan.FromSeconds(1);
}
