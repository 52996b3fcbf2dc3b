namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H5.</summary>
internal sealed class GainsNoPrivileges() : Rule(
    "H5",
    "security_opt: [no-new-privileges:true]",
    "Without it a setuid program in the image gives whoever got in more rights than the service has.",
    new("""
        services:
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            security_opt: ["no-new-privileges:true"]
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services
        .Where(service => !Keeps(service.Compose.List("security_opt")))
        .Select(service => service.Found(service.Nearest("security_opt"), "its processes may gain privileges", "security_opt: [\"no-new-privileges:true\"]"));

    // Of several the engine takes the last; of a variable without value only the presence can be judged.
    private static bool Keeps(IReadOnlyList<string> options) =>
        options.LastOrDefault(option => option.StartsWith("no-new-privileges", StringComparison.Ordinal) || Symbolic.Is(option)) is { } last
        && (last is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true" || Symbolic.Is(last));
}
