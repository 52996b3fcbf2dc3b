using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Where a compose file reserves a GPU (H17).</summary>
internal static class Gpu
{
    /// <summary>The whole of an overlay that does.</summary>
    public const string Overlay = """
        services:
          ollama:
            deploy:
              resources:
                reservations:
                  devices:
                    - { driver: nvidia, count: all, capabilities: [gpu] }
        """;

    /// <summary>True when the service gets one, in either spelling.</summary>
    public static bool IsReserved(CheckedService service) =>
        service.Has("gpus") || Devices(service.Compose).Any(IsGpu);

    /// <summary>True for the path at which an overlay reserves GPUs for a model server, and nothing else.</summary>
    /// <param name="path">Where the overlay changes the model.</param>
    /// <param name="model">The model without it.</param>
    /// <param name="overlaid">The model with it.</param>
    public static bool IsReservation(string path, CheckedModel model, ComposeModel overlaid) => model.OfKind(ServiceKind.ModelServer).Any(server =>
        overlaid.Services.TryGetValue(server.Name, out var changed)
        && ((path == server.At("gpus") && changed.Json.ContainsKey("gpus"))
            || (path == server.At("deploy", "resources", "reservations", "devices") && Devices(changed) is { Count: > 0 } devices && devices.All(IsGpu))));

    /// <summary>The paths at which a service gets one.</summary>
    public static IEnumerable<string> Reservations(ComposeService service) =>
    [
        .. service.Json.ContainsKey("gpus") ? [$"services.{service.Name}.gpus"] : Array.Empty<string>(),
        .. Devices(service).Any(IsGpu) ? [$"services.{service.Name}.deploy.resources.reservations.devices"] : Array.Empty<string>(),
    ];

    private static JsonArray Devices(ComposeService service) => service.Json["deploy"]?["resources"]?["reservations"]?["devices"] as JsonArray ?? [];

    private static bool IsGpu(JsonNode? device) => (device?["capabilities"] as JsonArray ?? []).Any(capability => capability?.ToString() == "gpu");
}
