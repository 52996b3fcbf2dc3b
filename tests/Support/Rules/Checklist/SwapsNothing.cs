namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A6.1, for any model server.</summary>
internal sealed class SwapsNothing() : Rule(
    "A6.1",
    "memswap_limit of a model server equals its mem_limit",
    "Without it Docker adds as much swap as memory: too large a model then thrashes for minutes where a kill would heal in seconds.",
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
            memswap_limit: 8g
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.OfKind(ServiceKind.ModelServer))
        {
            var memory = service.Compose.Text("mem_limit") ?? service.Compose.Text("deploy", "resources", "limits", "memory");
            var swap = service.Compose.Text("memswap_limit");
            if (memory is not null && swap != memory && (swap is null || Sizes.Bytes(swap) != Sizes.Bytes(memory)))
            {
                yield return service.Found(
                    service.Nearest("memswap_limit") == service.At() ? service.Nearest("mem_limit") : service.At("memswap_limit"),
                    swap is null ? "it may swap as much again as its memory" : "its memory with swap is not its memory",
                    service.Has("mem_limit") ? "memswap_limit: 8g  # the same as mem_limit" : "mem_limit: 8g\nmemswap_limit: 8g  # deploy.resources.limits knows no swap");
            }
        }
    }
}
