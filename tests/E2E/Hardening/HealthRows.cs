using System.Globalization;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>Healthchecks as the engine runs them.</summary>
public sealed class HealthRows
{
    [Test, Guarantee("H1", Kind.Live)]
    public async Task The_engine_must_run_the_probe_of_the_file_and_the_probe_must_be_able_to_fail()
    {
        var deployed = await Deployment.Seen();
        var (stack, services) = (deployed.Stack, deployed.Running.Select(running => running.Service).ToList());
        var seen = deployed.Observe();

        foreach (var service in services)
        {
            var written = service.Written.List("healthcheck", "test");
            var run = service.Inspected["Config"]!["Healthcheck"] as JsonObject;
            List<string> test = [.. (run?["Test"] as JsonArray ?? []).Select(word => word!.ToString())];
            seen.Add(service.State.Name, test.Count > 1 && test.SequenceEqual(written), $"the engine to probe with [{string.Join(' ', written)}]", $"it probes with [{string.Join(' ', test)}]");
            foreach (var (key, set) in new[] { ("interval", "Interval"), ("timeout", "Timeout"), ("start_period", "StartPeriod") })
            {
                var (asked, got) = (ComposeDuration.Parse(service.Written.Text("healthcheck", key)), Nanoseconds(run?[set]));
                seen.Add(service.State.Name, asked == got && (asked > TimeSpan.Zero || key == "start_period"), $"{key} {service.Written.Text("healthcheck", key) ?? "as a number in the file"}", $"the engine takes {got.TotalSeconds:0.###} s");
            }

            var (retries, taken) = (service.Written.Text("healthcheck", "retries"), run?["Retries"]?.ToString());
            seen.Add(service.State.Name, retries is not null && retries == taken, $"retries {retries ?? "as a number in the file"}", $"the engine takes {taken ?? "none"}");
            if (test.Count < 2)
            {
                continue;
            }

            var probe = HealthProbe.Of(test);
            seen.Add(
                service.State.Name, probe is not null && (WantedOf(service.Name, stack.Profile) is not { } wanted || probe.Kind == wanted),
                $"a probe of the kind {WantedOf(service.Name, stack.Profile)?.ToString() ?? string.Join(", ", Enum.GetNames<ProbeKind>())}", $"[{string.Join(' ', test)}] is {probe?.Kind.ToString() ?? "of none that is known"}");
            if (probe is null)
            {
                continue;
            }

            // A program that always ends with 0 keeps every container green.
            var elsewhere = await stack.Engine.ExecAs(service.State.Id, null, [.. probe.Environment], [.. probe.Command]);
            seen.Add(service.State.Name, elsewhere.ExitCode is > 0 and not (126 or 127), "the same probe of a port where nobody listens to fail", $"[{string.Join(' ', probe.Environment.Concat(probe.Command))}] gave {elsewhere}");
            var state = await Eventually.Seen($"{service.State.Name} to be healthy", () => stack.Service(service.Name), now => now.Health != "starting", stack.Profile.UpTimeout);
            var last = (await stack.Engine.Inspect(service.State.Id)).State.Health?.Log?.LastOrDefault();
            seen.Add(service.State.Name, state.Health == "healthy" && last?.ExitCode == 0, "to be healthy by a probe that ended with 0", $"it is {state.Health}; the last probe: {last?.ExitCode.ToString(CultureInfo.InvariantCulture) ?? "none"} {last?.Output.Trim()}");
        }

        seen.Judge($"{services.Count} services are healthy; their probes fail where nobody listens");
    }

    private static ProbeKind? WantedOf(string service, Profile profile) =>
        service == profile.Proxy || service == profile.Backend ? ProbeKind.Http
        : service == profile.Db ? ProbeKind.Postgres
        : service == profile.Cache ? ProbeKind.Redis
        : service == profile.Ollama ? ProbeKind.Ollama
        : null;

    private static TimeSpan Nanoseconds(JsonNode? number) => TimeSpan.FromMicroseconds((number?.GetValue<long>() ?? 0) / 1000.0);
}
