using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Archiv.Backend.Logging;
using Archiv.Backend.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Archiv.Tests.Self.Backend;

/// <summary>
/// The whole backend in this process, without a database unless one is given: then a search that got past the model server ends with
/// the reason <c>database-unavailable</c>, which is how these tests tell the two apart.
/// </summary>
internal sealed class RunningBackend : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly MemoryStream log = new();

    private RunningBackend(BackendSettings settings)
    {
        app = Archiv.Backend.Program.Build(settings, new JsonLines(Stream.Synchronized(log), TimeProvider.System));
        Http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Parts => app.Services;

    public string Log => Encoding.UTF8.GetString(log.ToArray());

    public static async Task<RunningBackend> StartAsync(string modelServer, Func<BackendSettings, BackendSettings>? change = null)
    {
        var settings = new BackendSettings
        {
            OllamaBaseUrl = new Uri(modelServer.TrimEnd('/') + "/"),
            OllamaModel = "qwen2.5:7b-instruct-q4_K_M",
            OllamaTimeout = TimeSpan.FromSeconds(30),
            DeadlineScope = DeadlineScope.Search,
            OllamaRetries = 0,
            OllamaConnectTimeout = TimeSpan.FromSeconds(2),
            OllamaMaxConcurrent = 1,
            OllamaMaxWaiting = 2,
            OllamaKeepAlive = "-1",
            CacheTtl = TimeSpan.FromMinutes(1),
            CachePort = 6379,
            Database = JdbcUrl.ToNpgsql($"jdbc:postgresql://127.0.0.1:{ClosedPort()}/archiv", "archiv", "geheim"),
            ServerPort = 0,
            ShutdownDelay = TimeSpan.Zero,
        };
        var backend = new RunningBackend(change is null ? settings : change(settings));
        await backend.app.StartAsync();
        var address = new Uri(backend.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        backend.Http.BaseAddress = new Uri($"http://127.0.0.1:{address.Port}/");
        return backend;
    }

    public static int ClosedPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public Task<HttpResponseMessage> AskAsync(string question = "Briefe von Anna", CancellationToken cancelled = default) =>
        Http.PostAsync(new Uri("api/search/nl", UriKind.Relative), new StringContent(new JsonObject { ["question"] = question }.ToJsonString(), Encoding.UTF8, "application/json"), cancelled);

    /// <summary>Asks and gives the reason in the problem body.</summary>
    public async Task<string> ReasonAsync(string question = "Briefe von Anna")
    {
        using var response = await AskAsync(question);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]!.ToString();
    }

    public Task<string> GetAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Http.Dispose();
        await log.DisposeAsync();
    }
}
