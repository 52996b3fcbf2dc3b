using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H17.</summary>
internal sealed class AddsOnlyTheGpu() : Rule(
    "H17",
    "parallel requests and loaded models are set explicitly and fit into the memory; a GPU overlay adds the reservation and nothing else",
    "Each parallel request and each further model takes memory of its own: what the defaults of the next version add ends in an out-of-memory kill.",
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            mem_limit: 8g
        """),
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            mem_limit: 8g
            environment:
              OLLAMA_NUM_PARALLEL: "1"
              OLLAMA_MAX_LOADED_MODELS: "1"
        """))
{
    private static readonly string[] Settings = ["OLLAMA_NUM_PARALLEL", "OLLAMA_MAX_LOADED_MODELS"];

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        var largest = ModelMemory.Largest(model);
        return [.. model.Running.Where(service => service.IsOllama).SelectMany(service => Ollama(service, largest)), .. Strangers(model), .. Refused(model),
            .. model.WithGpu is { } overlaid ? Overlay(model, overlaid) : [],
            .. model.GpuLayer is var (without, with) ? Overlay(without, with) : []];
    }

    private static IEnumerable<RuleFinding> Ollama(CheckedService service, (string? Name, double Weights, double Billions) largest)
    {
        var unset = Settings.Where(setting => service.Compose.Environment.GetValueOrDefault(setting, "").Length == 0).ToList();
        if (unset.Count > 0)
        {
            yield return service.Found(service.Nearest("environment"), $"it does not say {string.Join(" and ", unset)}", "environment:\n" + string.Join('\n', unset.Select(setting => $"  {setting}: \"1\"")));
        }
        else if (!Gpu.IsReserved(service) && ModelMemory.Of(service, largest) is { } need && need.Bytes > need.Limit)
        {
            yield return service.Found(
                service.Nearest("environment", Settings[0]),
                $"about {Sizes.Show(need.Bytes)} ({need.How}) do not fit into {Sizes.Show(need.Limit)}",
                $"mem_limit: {(need.Bytes >> 30) + 1}g  # or fewer parallel requests and loaded models");
        }
    }

    private static IEnumerable<RuleFinding> Strangers(CheckedModel model) => model.Services
        .Where(service => Gpu.IsReserved(service) && service.Kind != ServiceKind.ModelServer)
        .Select(service => service.Noted(service.Nearest("deploy", "resources", "reservations"), "it reserves the GPU that the model server needs", "# only the model server computes on it"));

    private static IEnumerable<RuleFinding> Refused(CheckedModel model) => model.GpuRefused is { } refused
        ? [new(null, "", $"Compose refuses the GPU overlay: {refused}", Gpu.Overlay)]
        : [];

    private static IEnumerable<RuleFinding> Overlay(CheckedModel model, ComposeModel overlaid)
    {
        var added = JsonDifference.Between(model.Compose.Root, overlaid.Root).Where(path => !path.EndsWith(".deploy.placement", StringComparison.Ordinal)).ToList();
        foreach (var path in added.Where(path => !Gpu.IsReservation(path, model, overlaid)))
        {
            yield return new(null, path, $"the GPU overlay changes {path}", Gpu.Overlay);
        }

        if (!added.Exists(path => Gpu.IsReservation(path, model, overlaid)))
        {
            yield return new(null, "", "the GPU overlay reserves no GPU for the model server", Gpu.Overlay);
        }
    }
}
