using System.Reflection;
using Archiv.Backend.Cache;
using Archiv.Backend.Documents;
using Archiv.Backend.Http;
using Archiv.Backend.Metrics;
using Archiv.Backend.Model;
using Archiv.Backend.Search;

namespace Archiv.Backend.Actuator;

/// <summary>
/// /actuator: health, metrics, version. The model server is no part of health (ADR-034 §1: its absence is a clean 503 of the search),
/// and the cache is shown but never decides.
/// </summary>
internal static class ActuatorEndpoints
{
    public static void MapActuator(this WebApplication app)
    {
        var version = typeof(ActuatorEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        app.MapGet("/actuator/health", (ArchiveKeeper keeper, FilterCache cache, Draining draining) => Answer(Overall(keeper, cache, draining)));
        app.MapGet("/actuator/health/liveness", () => Answer(new Health("UP")));
        app.MapGet("/actuator/health/readiness", (ArchiveKeeper keeper, Draining draining) => Answer(Readiness(keeper, draining)));
        app.MapGet("/actuator/prometheus", (BackendMetrics metrics) => Results.Text(metrics.Page(), "text/plain; version=0.0.4; charset=utf-8"));
        app.MapGet("/actuator/info", (ModelInUse model) =>
            Results.Json(new Info(new("archiv-backend", version), new(model.Name, model.Wanted(), Prompt.Version)), Wire.Json.Info));
    }

    private static Health Overall(ArchiveKeeper keeper, FilterCache cache, Draining draining)
    {
        var components = new Dictionary<string, Component> { ["db"] = new(Up(keeper.DatabaseUp), Required: true) };
        if (cache.Configured)
        {
            components["cache"] = new(Up(keeper.CacheUp), Required: false);
        }
        return new(Status(keeper, draining), components);
    }

    private static Health Readiness(ArchiveKeeper keeper, Draining draining) =>
        new(Status(keeper, draining), new Dictionary<string, Component> { ["db"] = new(Up(keeper.DatabaseUp), Required: true) });

    private static string Status(ArchiveKeeper keeper, Draining draining) => draining.Begun ? "OUT_OF_SERVICE" : Up(keeper.DatabaseUp);

    private static string Up(bool up) => up ? "UP" : "DOWN";

    private static IResult Answer(Health health) =>
        Results.Json(health, Wire.Json.Health, "application/vnd.spring-boot.actuator.v3+json", health.Status == "UP" ? 200 : 503);
}
