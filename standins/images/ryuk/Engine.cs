using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Ryuk;

/// <summary>The few calls of the engine's API that removing takes, over its unix socket.</summary>
internal sealed class Engine : IDisposable
{
    private static readonly Version newestKnown = new(1, 44);
    private readonly HttpClient http;
    private string root = "";

    private Engine(string socketPath, TimeSpan timeout) => http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { BaseAddress = new("http://engine/"), Timeout = timeout };

    public Version ApiVersion { get; private set; } = newestKnown;

    /// <summary>Connects and settles on the lower of the API version known here and what the engine answers.</summary>
    public static async Task<Engine> ConnectAsync(string socketPath, TimeSpan timeout)
    {
        var engine = new Engine(socketPath, timeout);
        using var answer = JsonDocument.Parse(await engine.http.GetStringAsync("version"));
        var offered = Version.Parse(answer.RootElement.GetProperty(nameof(ApiVersion)).GetString()!);
        engine.ApiVersion = offered < newestKnown ? offered : newestKnown;
        engine.root = $"v{engine.ApiVersion}/";
        return engine;
    }

    public async Task<IReadOnlyList<string>> ListAsync(Resource resource, Filter filter)
    {
        var json = await http.GetStringAsync($"{root}{resource.List}&filters={Uri.EscapeDataString(filter.Json)}");
        using var answer = JsonDocument.Parse(json);
        var list = resource.Array.Length == 0 ? answer.RootElement : answer.RootElement.GetProperty(resource.Array);
        return list.ValueKind == JsonValueKind.Null ? [] : [.. list.EnumerateArray().Select(item => item.GetProperty(resource.Id).GetString()!)];
    }

    /// <summary>Removes one; one that is already gone is removed.</summary>
    /// <returns>Null, or why it could not be removed now.</returns>
    public async Task<string?> RemoveAsync(Resource resource, string id)
    {
        using var answer = await http.DeleteAsync($"{root}{resource.Name}/{Uri.EscapeDataString(id)}{resource.RemoveOptions}");
        return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => http.Dispose();
}
