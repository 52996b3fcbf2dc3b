namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H12.</summary>
internal sealed class BindsLoopback() : Rule(
    "H12",
    "ports are published on 127.0.0.1 only",
    "A port without address is open on every interface, and Docker's own rules pass by the host's firewall.",
    new("""
        services:
          web:
            image: example/web:1.4.2
            ports: ["8080:8080"]
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            ports: ["127.0.0.1:8080:8080"]
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        foreach (var service in model.Services)
        {
            for (var i = 0; i < service.Ports.Count; i++)
            {
                var port = service.Ports[i];
                var (address, target, published) = (port["host_ip"]?.ToString(), port["target"]?.ToString(), port["published"]?.ToString());
                var fix = $"ports: [\"127.0.0.1:{published ?? target}:{target}\"]";
                if (address is null or "" || (!Symbolic.Is(address) && address is not ("127.0.0.1" or "::1")))
                {
                    yield return service.Found(service.At($"ports[{i}]"), $"port {published ?? target} is open on {(address is null or "" or "0.0.0.0" or "::" ? "every interface of the host" : address)}", fix);
                }
                else if (model.OnlyPublisher is { } publisher && service.Name != publisher)
                {
                    yield return service.Found(service.At($"ports[{i}]"), $"it publishes port {published ?? target}; only '{publisher}' does", "# reach it by its name on the network");
                }
            }
        }
    }
}
