using System.Globalization;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H1.</summary>
internal sealed class HasHealthcheck() : Rule(
    "H1",
    "every running service has a healthcheck of its kind, with interval, timeout and retries",
    "Without one Docker only knows that a process runs: one that hangs, or cannot serve, counts as fine.",
    new("""
        services:
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            healthcheck:
              test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health"]
              interval: 30s
              timeout: 10s
              retries: 3
        """))
{
    // Three probes 30 s apart are the guide's; what takes longer leaves a dead service unnoticed for longer.
    private static readonly TimeSpan LongestUnnoticed = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(10);
    private static readonly string[] Numbers = ["interval", "timeout", "retries"];

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Running.SelectMany(Judge);

    private static IEnumerable<RuleFinding> Judge(CheckedService service)
    {
        var test = service.Compose.List("healthcheck", "test");
        var fix = Fix(service);
        if (service.Compose.Text("healthcheck", "disable") == "true" || test is ["NONE"])
        {
            return [service.Found(service.At("healthcheck"), "its healthcheck is switched off", fix)];
        }

        if (test.Count == 0)
        {
            return service.Dockerfile?.Last("HEALTHCHECK") is { } own && own.Arguments != "NONE"
                ? [service.Noted(service.Nearest("healthcheck"), "its healthcheck stands in the Dockerfile, where nobody who reads this file sees its numbers", fix)]
                : [service.Found(service.Nearest("healthcheck"), "it has no healthcheck", fix)];
        }

        return [.. Probes.Judge(service, fix), .. Timing(service, fix)];
    }

    private static IEnumerable<RuleFinding> Timing(CheckedService service, string fix)
    {
        var missing = Numbers.Where(number => !service.Has("healthcheck", number)).ToList();
        if (missing.Count > 0)
        {
            yield return service.Found(service.At("healthcheck"), $"its healthcheck leaves {string.Join(", ", missing)} to the engine's defaults", fix);
            yield break;
        }

        var (interval, timeout) = (Sizes.Duration(service.Compose.Text("healthcheck", "interval")), Sizes.Duration(service.Compose.Text("healthcheck", "timeout")));
        var retries = double.TryParse(service.Compose.Text("healthcheck", "retries"), CultureInfo.InvariantCulture, out var number) ? number : (double?)null;
        var (every, times) = (interval ?? LongestProbe, retries ?? 1);
        if (every <= TimeSpan.Zero || times < 1)
        {
            yield return service.Found(service.At("healthcheck", "interval"), "an interval or a number of retries of 0 means the engine's default", fix);
        }
        else if (every * times > LongestUnnoticed)
        {
            yield return service.Found(
                service.At("healthcheck", "interval"), $"{times:0} failed probes {every.TotalSeconds:0.###} s apart: more than 90 s until it counts as unhealthy", fix);
        }

        if (timeout is { } limit && (limit > LongestProbe || limit <= TimeSpan.Zero))
        {
            yield return service.Found(service.At("healthcheck", "timeout"), $"a probe may take {limit.TotalSeconds:0.###} s; 10 s are enough to know", fix);
        }
    }

    private static string Fix(CheckedService service) => $"""
        healthcheck:
          test: {Probes.Right(service)}
          interval: 30s
          timeout: 10s
          retries: 3
        """;
}
