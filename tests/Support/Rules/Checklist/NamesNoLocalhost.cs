using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H2.</summary>
internal sealed partial class NamesNoLocalhost() : Rule(
    "H2",
    "no URL and no probe names localhost: 127.0.0.1 inside a container, service names between them",
    "Alpine resolves localhost to ::1 first, where a server that listens on IPv4 only is not; and in a container it is never another service.",
    new("""
        services:
          web:
            image: example/web:1.4.2
            environment:
              DATABASE_URL: jdbc:postgresql://localhost:5432/app
            healthcheck:
              test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:8080/health"]
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            environment:
              DATABASE_URL: jdbc:postgresql://db:5432/app
            healthcheck:
              test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health"]
        """))
{
    // A service that names 127.0.0.1 with such a port wants another one, which is not there.
    private static readonly Dictionary<string, ServiceKind> PortsOfOthers = new()
    {
        ["5432"] = ServiceKind.Database,
        ["3306"] = ServiceKind.Database,
        ["27017"] = ServiceKind.Database,
        ["6379"] = ServiceKind.Cache,
        ["11434"] = ServiceKind.ModelServer,
    };

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services.SelectMany(service => Judge(service, model));

    private static IEnumerable<RuleFinding> Judge(CheckedService service, CheckedModel model)
    {
        if (Word().IsMatch(string.Join(' ', service.Compose.List("healthcheck", "test"))))
        {
            yield return service.Found(service.At("healthcheck", "test"), "its probe names localhost", "# in the probe\nhttp://127.0.0.1:8080/health");
        }

        if (Built(service) is { } built && Word().IsMatch(built.Arguments))
        {
            yield return new(
                service.Name, service.At("build"), "the probe of its Dockerfile names localhost", "# in the probe\nhttp://127.0.0.1:8080/health",
                At: service.Dockerfile!.IsInline ? null : new SourcePlace(service.Dockerfile.File, built.Line, 1));
        }

        foreach (var (key, value) in service.Compose.Environment.Where(setting => !setting.Key.Equals("NO_PROXY", StringComparison.OrdinalIgnoreCase)))
        {
            if (Url().IsMatch(value) || (value == "localhost" && Host().IsMatch(key)))
            {
                yield return service.Found(service.At("environment", key), $"{key} names localhost, which is this container itself", $"# the service's name on the network\n{key}: {Kept(Word().Replace(value, "db"))}");
            }
            else if (Loopback().Match(value) is { Success: true } match && Elsewhere(match.Groups["port"].Value, service, model) is { } other)
            {
                yield return service.Found(service.At("environment", key), $"{key} asks 127.0.0.1 for what '{other}' serves", $"{key}: {Kept(value.Replace("127.0.0.1", other, StringComparison.Ordinal))}");
            }
        }

        foreach (var key in new[] { "entrypoint", "command" })
        {
            if (service.Compose.List(key).Any(word => Url().IsMatch(word)))
            {
                yield return service.Found(service.At(key), $"its {key} names localhost", "# inside a container: 127.0.0.1; another service: its name");
            }
        }
    }

    // What the compose file says of its own wins.
    private static Instruction? Built(CheckedService service) =>
        service.Has("healthcheck", "test") || service.Has("healthcheck", "disable") ? null : service.Dockerfile?.Last("HEALTHCHECK");

    private static string? Elsewhere(string port, CheckedService service, CheckedModel model) =>
        PortsOfOthers.TryGetValue(port, out var kind) && service.Kind != kind
            ? model.FirstOfKind(kind)?.Name
            : null;

    // A fix must not repeat the password that a URL carries.
    private static string Kept(string url) => Credentials().Replace(url, "://…@");

    [GeneratedRegex(@"(?<![\w.-])localhost(?![\w.-])", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"((?<=://)|@|^|[\s,=""'])localhost:\d+|(?<=://|@)localhost(?![\w.-])", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"(HOST|HOSTNAME|ADDR|ADDRESS|SERVER|URL|URI)$", RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<![\d.])127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Loopback();

    [GeneratedRegex(@"://[^/@\s]*@")]
    private static partial Regex Credentials();
}
