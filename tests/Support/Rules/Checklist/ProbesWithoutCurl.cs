using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A3.1, for any Ollama.</summary>
internal sealed partial class ProbesWithoutCurl() : Rule(
    "A3.1",
    "Ollama's probe is `ollama list` in exec form, with a start period of 60 s",
    "The image has neither curl nor wget: a probe that calls them fails for ever, and everything that waits for it.",
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            healthcheck:
              test: ["CMD", "curl", "-f", "http://127.0.0.1:11434/"]
        """),
    new("""
        services:
          ollama:
            image: ollama/ollama:0.13.5
            healthcheck:
              test: ["CMD", "ollama", "list"]
              start_period: 60s
        """))
{
    private const string Fix = "healthcheck:\n  test: [\"CMD\", \"ollama\", \"list\"]\n  start_period: 60s";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Running.Where(service => service.IsOllama))
        {
            var test = service.Compose.List("healthcheck", "test");
            if (test.Count == 0 || test is ["NONE"])
            {
                // The matter of H1.
                continue;
            }

            if (Client().Match(string.Join(' ', test)) is { Success: true } client)
            {
                yield return service.Found(service.At("healthcheck", "test"), $"the image has no {client.Value}", Fix);
            }
            else if (test[0] == "CMD-SHELL")
            {
                yield return service.Noted(service.At("healthcheck", "test"), "a shell starts with each probe for nothing", Fix);
            }

            if (Sizes.Duration(service.Compose.Text("healthcheck", "start_period") ?? "0s") < Promised)
            {
                yield return service.Found(service.Nearest("healthcheck", "start_period"), "it may be called unhealthy while it still starts", Fix);
            }
        }
    }

    [GeneratedRegex(@"\b(curl|wget)\b")]
    private static partial Regex Client();
}
