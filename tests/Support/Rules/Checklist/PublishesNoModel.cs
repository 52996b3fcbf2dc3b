namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A7.1, for any model server.</summary>
internal sealed class PublishesNoModel() : Rule(
    "A7.1",
    "a model server publishes no port",
    "Inference has no authentication: whoever reaches the port computes at your cost, and may replace the models.",
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            ports: ["127.0.0.1:11434:11434"]
        """),
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            networks: [model]
        networks:
          model:
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services
        .Where(service => service.Kind == ServiceKind.ModelServer && service.Ports.Count > 0)
        .Select(service => service.Found(service.At("ports"), "it is reachable without a password from the host", "networks: [model]   # applications reach it by its name"));
}
