using System.Net.Http.Json;

namespace Archiv.Tests.Support.Clients;

/// <summary>The control side of the test double, published on the loopback.</summary>
public sealed class ScriptedUpstream(int port) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Puts a script in force.</summary>
    public async Task Play(UpstreamScript script) => (await http.PutAsJsonAsync("/script", script)).EnsureSuccessStatusCode();

    /// <summary>The script in force.</summary>
    public async Task<UpstreamScript> Script() => (await http.GetFromJsonAsync<UpstreamScript>("/script"))!;

    /// <summary>Makes the double transparent.</summary>
    public async Task PassOn() => (await http.DeleteAsync("/script")).EnsureSuccessStatusCode();

    /// <summary>What reached it since it started.</summary>
    public async Task<IReadOnlyList<UpstreamRequest>> Requests() => (await http.GetFromJsonAsync<List<UpstreamRequest>>("/requests"))!;

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
