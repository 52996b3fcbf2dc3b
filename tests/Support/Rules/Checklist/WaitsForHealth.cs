using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H3.</summary>
internal sealed class WaitsForHealth() : Rule(
    "H3",
    "each dependency has condition service_healthy or service_completed_successfully",
    "A bare depends_on waits for the start of a container, not for a service that answers.",
    new("""
        services:
          web:
            image: example/web:1.4.2
            depends_on: [db]
          db:
            image: postgres:17.6-alpine3.22
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            depends_on:
              db:
                condition: service_healthy
          db:
            image: postgres:17.6-alpine3.22
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Services)
        {
            var implied = Implied(service);
            foreach (var (name, how) in service.Compose.Json["depends_on"] as JsonObject ?? [])
            {
                var awaited = model.Service(name);
                var right = awaited?.IsOneShot == true ? "service_completed_successfully" : "service_healthy";
                var condition = how?["condition"]?.ToString() ?? "service_started";
                var fix = $"depends_on:\n  {name}:\n    condition: {right}";
                // What a program beside Compose provides is ready when it has ended, and Compose waits for that.
                if (awaited is null && condition == "service_started" && model.Compose.Services.ContainsKey(name))
                {
                    continue;
                }

                // Compose itself adds an entry for what shares a namespace or volumes: nobody wrote it.
                if (condition == "service_started" && !implied.Contains(name))
                {
                    yield return service.Found(service.At("depends_on", name), $"it waits only for the start of '{name}'", fix);
                }
                else if (condition == "service_healthy" && awaited is { IsOneShot: true })
                {
                    yield return service.Found(service.At("depends_on", name), $"it waits for the health of '{name}', which is meant to end", fix);
                }
            }

            foreach (var link in service.Compose.List("links"))
            {
                yield return service.Found(service.At("links"), $"a link to '{link.Split(':')[0]}' waits only for its start", $"depends_on:\n  {link.Split(':')[0]}:\n    condition: service_healthy");
            }
        }
    }

    private static HashSet<string> Implied(CheckedService service) => service.Compose.DependsOn
        .Where(other => other.How is "network_mode" or "pid" or "ipc" or "links" or "volumes_from").Select(other => other.Service).ToHashSet(StringComparer.Ordinal);
}
