namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A1.1, as far as it concerns any file: downloaded models survive the container.</summary>
internal sealed class MountsModelStore() : Rule(
    "A1.1",
    "Ollama keeps its models on a volume",
    "Models are gigabytes: without a volume each new container downloads them again, or stands without when the registry is away.",
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
        """),
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            volumes: ["ollama-models:/root/.ollama"]
        volumes:
          ollama-models:
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Running
        .Where(service => service.IsOllama && !ModelStore.MountsOf(service.Compose).Any(mount => mount["source"] is not null))
        .Select(service => service.Found(service.Nearest("volumes"), "its models are lost with the container", "volumes: [\"ollama-models:/root/.ollama\"]"));
}
