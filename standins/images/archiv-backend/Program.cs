using Archiv.Backend.Actuator;
using Archiv.Backend.Cache;
using Archiv.Backend.Documents;
using Archiv.Backend.Http;
using Archiv.Backend.Logging;
using Archiv.Backend.Metrics;
using Archiv.Backend.Model;
using Archiv.Backend.Search;
using Archiv.Backend.Settings;
using Npgsql;

namespace Archiv.Backend;

/// <summary>Puts the parts together and runs them.</summary>
internal static class Program
{
    private const int LargestBody = 64 * 1024;

    public static async Task<int> Main()
    {
        using var output = Console.OpenStandardOutput();
        using var lines = new JsonLines(output, TimeProvider.System);
        try
        {
            await using var app = Build(SettingsReader.Read(Environment.GetEnvironmentVariable), lines);
            await app.RunAsync();
            return 0;
        }
        catch (SettingsException wrong)
        {
            foreach (var problem in wrong.Problems)
            {
                lines.CreateLogger("Archiv.Backend.Settings").LogCritical("wrong setting: {Problem}", problem);
            }
            return 1;
        }
        catch (Exception failed) when (failed is IOException or FormatException)
        {
            lines.CreateLogger("Archiv.Backend").LogCritical("cannot start: {Problem}", failed.Message);
            return 1;
        }
    }

    internal static WebApplication Build(BackendSettings settings, ILoggerProvider lines)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
            server.ListenAnyIP(settings.ServerPort);
        });
        builder.Logging.AddProvider(lines).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        // Long enough for a search that has just begun.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownDelay + settings.OllamaTimeout);
        builder.Services.AddRoutingCore();
        AddParts(builder.Services, settings);
        var app = builder.Build();
        app.UseMiddleware<Requests>();
        app.UseRouting();
        app.MapSearch();
        app.MapDocuments();
        app.MapActuator();
        return app;
    }

    private static void AddParts(IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BackendMetrics>();
        services.AddSingleton(new NpgsqlSlimDataSourceBuilder(settings.Database).EnableArrays().EnableTransportSecurity().Build());
        services.AddSingleton(new ModelServer(ModelConnections.Open(settings.OllamaBaseUrl, settings.OllamaConnectTimeout, new NameLookup())));
        services.AddSingleton<ModelInUse>();
        services.AddSingleton<ModelReadiness>();
        services.AddSingleton<Bulkhead>();
        services.AddSingleton<FilterCache>();
        services.AddSingleton<Extraction>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<NlSearch>();
        Run<ArchiveKeeper>(services);
        Run<WarmUp>(services);
        Run<Draining>(services);
    }

    private static void Run<T>(IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(parts => parts.GetRequiredService<T>());
    }
}
