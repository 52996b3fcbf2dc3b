using System.Collections.Concurrent;

namespace ScriptedUpstream;

/// <summary>All requests since the last clearing, oldest first.</summary>
/// <param name="leftOut">What no body of a search holds.</param>
internal sealed class Records(LeftOut leftOut)
{
    private const int Most = 10_000;
    private readonly ConcurrentQueue<Record> queue = new();

    /// <summary>The requests.</summary>
    public Record[] All => [.. queue];

    /// <summary>Notes a request and reads its body.</summary>
    public async Task<Record> Add(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var record = new Record(TimeProvider.System.GetUtcNow(), request.Method, request.Path + request.QueryString, leftOut.Of(request.Path, await reader.ReadToEndAsync()));
        queue.Enqueue(record);
        while (queue.Count > Most && queue.TryDequeue(out _))
        {
        }

        return record;
    }

    /// <summary>Forgets them.</summary>
    public void Clear() => queue.Clear();
}
