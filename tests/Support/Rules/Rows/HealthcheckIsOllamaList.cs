using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A3.1: the probe is <c>ollama list</c> in exec form, with the start period of ADR-028 §11.</summary>
internal static class HealthcheckIsOllamaList
{
    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        var ollama = model.Services.GetValueOrDefault(profile.Ollama);
        var test = ollama?.List("healthcheck", "test") ?? [];
        yield return new(
            test.SequenceEqual(["CMD", "ollama", "list"]),
            "healthcheck test [CMD, ollama, list]",
            test.Count == 0 ? "there is no healthcheck" : $"the probe is [{string.Join(", ", test)}]",
            profile.Ollama);

        var period = ollama?.Text("healthcheck", "start_period") ?? "none";
        yield return new(period is "1m0s", "start_period 60s", $"the start period is {period}", profile.Ollama);
    }
}
