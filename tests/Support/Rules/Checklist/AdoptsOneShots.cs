namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A2.8, for any file with a service that is meant to end.</summary>
internal sealed class AdoptsOneShots() : Rule(
    "A2.8",
    "a service that is meant to end is awaited by one that runs",
    "`docker compose up --wait` counts a service that nobody awaits as failed when it ends, also with exit code 0.",
    new("""
        services:
          migrate:
            image: example/web:1.4.2
            command: ["migrate"]
            restart: "no"
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          migrate:
            image: example/web:1.4.2
            command: ["migrate"]
            restart: "no"
          web:
            image: example/web:1.4.2
            depends_on:
              migrate:
                condition: service_completed_successfully
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Services.Where(service => service.IsOneShot))
        {
            if (!model.Awaited.Contains(service.Name) && !service.Has("profiles"))
            {
                yield return service.Found(service.At(), "it is meant to end, and no service waits for that", $"depends_on:\n  {service.Name}:\n    condition: service_completed_successfully");
            }
            else if (service.Compose.Text("restart") is "always" or "unless-stopped")
            {
                yield return service.Found(service.At("restart"), "it is meant to end, and its restart policy starts it again", "restart: \"no\"");
            }
        }
    }
}
