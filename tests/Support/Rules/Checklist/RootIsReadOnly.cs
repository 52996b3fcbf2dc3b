namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H7.</summary>
internal sealed class RootIsReadOnly() : Rule(
    "H7",
    "read_only: true, with tmpfs where writing is needed",
    "A filesystem that cannot be written keeps an intruder from leaving programs behind, and the service from filling the disk.",
    new("""
        services:
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            read_only: true
            tmpfs: ["/tmp"]
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Services)
        {
            if (service.Compose.Text("read_only") is var written && written != "true" && !Symbolic.Is(written))
            {
                yield return service.Found(service.Nearest("read_only"), "its root filesystem can be written", "read_only: true\ntmpfs: [\"/tmp\"]");
            }
            else if (!Temporary(service).Contains("/tmp"))
            {
                yield return service.Noted(service.At("read_only"), "nothing can be written to /tmp, where many programs do", "tmpfs: [\"/tmp\"]");
            }
        }
    }

    private static IEnumerable<string> Temporary(CheckedService service) =>
    [
        .. service.Compose.List("tmpfs").Select(mount => mount.Split(':')[0]),
        .. service.Compose.Volumes.Select(mount => mount["target"]?.ToString().TrimEnd('/') ?? ""),
    ];
}
