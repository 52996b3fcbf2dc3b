namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A2.1, for any service on Ollama's image.</summary>
internal sealed class OverridesEntrypoint() : Rule(
    "A2.1",
    "a shell recipe on Ollama's image overrides the entrypoint",
    "The image's entrypoint is ollama: a bare command `sh -c …` becomes `ollama sh -c …`, which it does not know.",
    new("""
        services:
          model-init:
            image: ollama/ollama:0.13.5
            restart: "no"
            command: ["sh", "-c", "ollama pull qwen2.5:7b"]
        """),
    new("""
        services:
          model-init:
            image: ollama/ollama:0.13.5
            restart: "no"
            entrypoint: ["/bin/sh", "-c"]
            command: ["ollama pull qwen2.5:7b"]
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services
        .Where(service => service.IsOllama && service.Compose.List("entrypoint").Count == 0 && IsShell(service.Compose.List("command")))
        .Select(service => service.Found(service.At("command"), $"its command becomes `ollama {string.Join(' ', service.Compose.List("command").Take(2))} …`", "entrypoint: [\"/bin/sh\", \"-c\"]\ncommand: [\"…\"]"));

    private static bool IsShell(IReadOnlyList<string> command) => command.Count > 0 && Path.GetFileName(command[0]) is "sh" or "bash" or "ash";
}
