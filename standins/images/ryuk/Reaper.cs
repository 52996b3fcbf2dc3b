namespace Ryuk;

/// <summary>Removes what the filters match, and again what appeared meanwhile, until a pass finds nothing.</summary>
internal sealed class Reaper(Engine engine, Settings settings)
{
    private static readonly ParallelOptions aFewAtATime = new() { MaxDegreeOfParallelism = 4 };

    // Inside a container the host name is the start of its id: the reaper must outlive what it removes.
    private readonly string own = Environment.MachineName;

    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> ReapAsync(IReadOnlyCollection<Filter> filters)
    {
        for (var pass = 0; pass <= settings.Retries; pass++)
        {
            if (pass > 0)
            {
                await Task.Delay(settings.RetryInterval);
            }

            var found = 0;
            foreach (var resource in Resource.All)
            {
                found += await RemoveAllAsync(resource, filters.Where(resource.Knows));
            }

            if (found == 0)
            {
                Log.Info("done", ("passes", pass + 1));
                return true;
            }
        }

        Log.Error("gave up: something could not be removed");
        return false;
    }

    // A failure counts as found, so that the next pass tries again.
    private async Task<int> RemoveAllAsync(Resource resource, IEnumerable<Filter> filters)
    {
        var found = 0;
        foreach (var filter in filters)
        {
            try
            {
                var ids = (await engine.ListAsync(resource, filter)).Where(id => !IsOwn(resource, id)).ToList();
                found += ids.Count;
                await Parallel.ForEachAsync(ids, aFewAtATime, async (id, _) => await RemoveAsync(resource, id));
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                found++;
                Log.Error("cannot list", ("kind", resource.Name), ("error", e.Message));
            }
        }

        return found;
    }

    private bool IsOwn(Resource resource, string id) => resource.Name == "containers" && own.Length == 12 && id.StartsWith(own, StringComparison.Ordinal);

    private async Task RemoveAsync(Resource resource, string id)
    {
        try
        {
            var error = await engine.RemoveAsync(resource, id);
            Log.Info(error is null ? "removed" : "cannot remove yet", ("kind", resource.Name), ("id", id), ("error", error ?? ""));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Log.Error("cannot remove yet", ("kind", resource.Name), ("id", id), ("error", e.Message));
        }
    }
}
