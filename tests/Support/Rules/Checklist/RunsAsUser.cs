namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H6.</summary>
internal sealed class RunsAsUser() : Rule(
    "H6",
    "application containers run as a user of their own (uid 1001), not as root",
    "Root in a container is root of the host after an escape, and owner of every file in it before.",
    new("""
        services:
          web:
            image: example/web:1.4.2
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            user: "1001:1001"
        """))
{
    private const string Fix = "user: \"1001:1001\"";

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) =>
        model.Services.Where(service => service.Kind == ServiceKind.Application).SelectMany(Judge);

    private static IEnumerable<RuleFinding> Judge(CheckedService service)
    {
        var written = service.Compose.Text("user");
        var user = (written is { Length: > 0 } ? written : service.Dockerfile?.User)?.Split(':')[0].Trim('"', '\'', ' ');
        var path = service.Nearest(written is null ? "build" : "user");
        if (user is null or "")
        {
            yield return service.Found(
                path, service.Dockerfile is null ? "nothing here keeps it from running as root, the default of images" : "neither this file nor its Dockerfile gives it a user: it runs as root", Fix);
        }
        else if (Users.IsRoot(user))
        {
            yield return service.Found(path, "it runs as root", Fix);
        }
        else if (user.All(char.IsAsciiDigit) && user != "1001")
        {
            yield return service.Noted(path, $"it runs as uid {user}; the guide's applications are uid 1001", Fix);
        }
    }
}
