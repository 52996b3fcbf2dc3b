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
        .Where(service => !service.Compose.List("security_opt").Any(option => option is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true"))
        .Select(service => service.Found(service.Nearest("security_opt"), "its processes may gain privileges", "security_opt: [\"no-new-privileges:true\"]"));
}
