using System.Text.Json.Nodes;

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

    private static readonly string[] Sections = ["deploy", "deploy.resources", "deploy.resources.reservations", "deploy.resources.reservations.devices"];

    /// <summary>True when the service gets one, in either spelling.</summary>
    public static bool IsReserved(CheckedService service) =>
        service.Has("gpus") || (service.Compose.Json["deploy"]?["resources"]?["reservations"]?["devices"] as JsonArray ?? []).Any(IsGpu);

    /// <summary>True for the path of a model server's reservation.</summary>
    public static bool IsReservation(string path, CheckedModel model) => model.OfKind(ServiceKind.ModelServer).Any(server =>
        path == server.At("gpus") || (Sections.Any(section => path.StartsWith(server.At(section), StringComparison.Ordinal)) && path.Contains("reservations", StringComparison.Ordinal)));

    private static bool IsGpu(JsonNode? device) => (device?["capabilities"] as JsonArray ?? []).Any(capability => capability?.ToString() == "gpu");
}
