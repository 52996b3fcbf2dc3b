using System.Net.Http.Json;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Support.Clients;

/// <summary>The control side of the test double, published on the loopback.</summary>
public sealed class ScriptedUpstream(int port) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Puts a script in force.</summary>
    public Task Play(UpstreamScript script) => Control("takes its script", async () => (await http.PutAsJsonAsync("/script", script)).EnsureSuccessStatusCode());

    /// <summary>The script in force.</summary>
    public Task<UpstreamScript> Script() => Control("says its script", async () => (await http.GetFromJsonAsync<UpstreamScript>("/script"))!);

    /// <summary>Makes the double transparent.</summary>
    public Task PassOn() => Control("forgets its script", async () => (await http.DeleteAsync("/script")).EnsureSuccessStatusCode());

    /// <summary>What reached it since it started.</summary>
    public Task<IReadOnlyList<UpstreamRequest>> Requests() =>
        Control<IReadOnlyList<UpstreamRequest>>("says what reached it", async () => (await http.GetFromJsonAsync<List<UpstreamRequest>>("/requests"))!);

    /// <summary>What a search made the backend post to the model server: requests whose body holds the end of its question, which is unique.</summary>
    public async Task<IReadOnlyList<UpstreamRequest>> SentFor(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return [.. (await Requests()).Where(request => request.Method == "POST" && request.Body.Contains(question[^32..], StringComparison.Ordinal))];
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static Task<T> Control<T>(string does, Func<Task<T>> ask) => ToolException.In($"the test double no longer {does}", ask);
}
