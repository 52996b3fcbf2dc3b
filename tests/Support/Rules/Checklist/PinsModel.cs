namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A4.1, for any Ollama.</summary>
internal sealed class PinsModel() : Rule(
    "A4.1",
    "OLLAMA_KEEP_ALIVE is -1",
    "By default a model leaves memory after five idle minutes, and the next request waits for the whole load, or times out.",
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            environment:
              OLLAMA_KEEP_ALIVE: 5m
        """),
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            environment:
              OLLAMA_KEEP_ALIVE: "-1"
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Running.Where(service => service.IsOllama))
        {
            var value = service.Compose.Environment.GetValueOrDefault("OLLAMA_KEEP_ALIVE", "");
            if (!value.StartsWith('-') && !Symbolic.Is(value))
            {
                yield return service.Found(
                    service.Nearest("environment", "OLLAMA_KEEP_ALIVE"), value.Length == 0 ? "an idle model is unloaded after five minutes" : $"an idle model is unloaded after {value}", "environment:\n  OLLAMA_KEEP_ALIVE: \"-1\"");
            }
        }
    }
}
