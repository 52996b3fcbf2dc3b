namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H4.</summary>
internal sealed class DropsCapabilities() : Rule(
    "H4",
    "cap_drop: [ALL], only named capabilities added back",
    "What an intruder may do with the kernel is what the container may: Docker's default leaves 14 capabilities.",
    new("""
        services:
          web:
            image: example/web:1.4.2
            cap_add: [NET_BIND_SERVICE]
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            cap_drop: [ALL]
            cap_add: [NET_BIND_SERVICE]
        """))
{
    private static readonly string[] NearlyRoot = ["SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH", "BPF"];

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Services)
        {
            if (!service.Compose.List("cap_drop").Any(capability => Is(capability, "ALL") || Symbolic.Is(capability)))
            {
                yield return service.Found(service.Nearest("cap_drop"), "it keeps Docker's default capabilities", "cap_drop: [ALL]");
            }

            foreach (var added in service.Compose.List("cap_add"))
            {
                if (Is(added, "ALL"))
                {
                    yield return service.Found(service.At("cap_add"), "it adds all capabilities", "cap_add: [NET_BIND_SERVICE]  # only what is needed");
                }
                else if (NearlyRoot.Any(name => Is(added, name)))
                {
                    yield return service.Noted(service.At("cap_add"), $"{added} is nearly root on the host", "# say beside it what needs it");
                }
            }
        }
    }

    private static bool Is(string capability, string name) =>
        capability.Equals(name, StringComparison.OrdinalIgnoreCase) || capability.Equals($"CAP_{name}", StringComparison.OrdinalIgnoreCase);
}
