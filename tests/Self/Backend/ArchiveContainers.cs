using Archiv.Backend.Settings;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Archiv.Tests.Self.Backend;

/// <summary>A real PostgreSQL and a real Redis of the versions that the stack deploys.</summary>
internal sealed class ArchiveContainers : IAsyncDisposable
{
    private readonly IContainer database = new ContainerBuilder("postgres:17.11-trixie")
        .WithEnvironment("POSTGRES_USER", "archiv").WithEnvironment("POSTGRES_DB", "archiv").WithEnvironment("POSTGRES_PASSWORD", "geheim")
        .WithPortBinding(5432, assignRandomHostPort: true).Build();

    private readonly IContainer cache = new ContainerBuilder("redis:8.0.2-bookworm").WithPortBinding(6379, assignRandomHostPort: true).Build();

    public Task StartAsync() => Task.WhenAll(database.StartAsync(), cache.StartAsync());

    /// <summary>These settings with this database and this cache.</summary>
    public BackendSettings Into(BackendSettings settings) => settings with
    {
        Database = JdbcUrl.ToNpgsql($"jdbc:postgresql://{database.Hostname}:{database.GetMappedPublicPort(5432)}/archiv", "archiv", "geheim"),
        CacheHost = cache.Hostname,
        CachePort = cache.GetMappedPublicPort(6379),
    };

    public Task PauseDatabaseAsync() => database.PauseAsync();

    public Task ResumeDatabaseAsync() => database.UnpauseAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await cache.DisposeAsync();
    }
}
