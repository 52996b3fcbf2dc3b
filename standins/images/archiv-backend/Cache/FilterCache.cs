using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Archiv.Backend.Http;
using Archiv.Backend.Metrics;
using Archiv.Backend.Search;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Cache;

/// <summary>
/// Remembers the filters of a question, never documents. It may be absent, slow or wrong: a search goes on without it after 200 ms,
/// and the following ones do not try again for two seconds.
/// </summary>
internal sealed class FilterCache(BackendSettings settings, BackendMetrics metrics, TimeProvider clock, ILogger<FilterCache> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim one = new(1);
    private RespConnection? connection;
    private long restUntil;
    private bool failing;

    public bool Configured => settings.CacheHost is not null;

    public async Task<Filters?> GetAsync(string key, CancellationToken cancelled)
    {
        if (!Configured)
        {
            return null;
        }
        try
        {
            var json = await RunAsync(cancelled, "GET", key);
            var filters = json is null ? null : JsonSerializer.Deserialize(json, Wire.Json.Filters);
            metrics.CacheGets.Add(1, filters is null ? "result=\"miss\"" : "result=\"hit\"");
            return filters;
        }
        catch (Exception failed) when (failed is IOException or JsonException)
        {
            metrics.CacheGets.Add(1, "result=\"error\"");
            return null;
        }
    }

    public async Task SetAsync(string key, Filters filters, CancellationToken cancelled)
    {
        if (!Configured)
        {
            return;
        }
        try
        {
            var lifetime = ((long)settings.CacheTtl.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await RunAsync(cancelled, "SET", key, JsonSerializer.Serialize(filters, Wire.Json.Filters), "EX", lifetime);
        }
        catch (IOException)
        {
            // Said by RunAsync; the answer does not depend on it.
        }
    }

    public async Task<bool> PingAsync(CancellationToken cancelled)
    {
        try
        {
            return await RunAsync(cancelled, "PING") == "PONG";
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        one.Dispose();
    }

    private async Task<string?> RunAsync(CancellationToken cancelled, params string[] command)
    {
        if (clock.GetTimestamp() < Volatile.Read(ref restUntil))
        {
            throw new IOException("the cache rests after a failure");
        }
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, deadline.Token);
        try
        {
            // Connecting includes a name resolution that does not listen to cancellation: leave it behind instead of waiting for it.
            var answer = await ExchangeAsync(command, either.Token).WaitAsync(either.Token);
            Say(nowFailing: false, "");
            return answer;
        }
        catch (Exception failed) when (failed is IOException or SocketException or ObjectDisposedException
            || (failed is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            Volatile.Write(ref restUntil, clock.GetTimestamp() + (long)(Rest.TotalSeconds * clock.TimestampFrequency));
            Say(nowFailing: true, failed.Message);
            throw new IOException("the cache is not available", failed);
        }
    }

    private async Task<string?> ExchangeAsync(string[] command, CancellationToken cancelled)
    {
        await one.WaitAsync(cancelled);
        try
        {
            if (connection is null)
            {
                var fresh = new RespConnection();
                connection = fresh;
                await fresh.ConnectAsync(settings.CacheHost!, settings.CachePort, cancelled);
            }
            return await connection.SendAsync(cancelled, command);
        }
        catch
        {
            // An answer that comes late would be taken for the next one's.
            connection?.Dispose();
            connection = null;
            throw;
        }
        finally
        {
            one.Release();
        }
    }

    private void Say(bool nowFailing, string problem)
    {
        if (nowFailing == failing)
        {
            return;
        }
        failing = nowFailing;
        if (nowFailing)
        {
            log.LogWarning("the cache is not available, searches go on without it: {Problem}", problem);
        }
        else
        {
            log.LogInformation("the cache answers");
        }
    }
}
