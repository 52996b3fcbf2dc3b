namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H21.</summary>
internal sealed class StaysInItsContainer() : Rule(
    "H21",
    "no host network, host pid, privileged mode or Docker socket",
    "Each of them takes down the wall between container and host; the socket is root on the host for whoever can write to it.",
    new("""
        services:
          watcher:
            image: example/watcher:2.0.1
            volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
        """),
    new("""
        services:
          watcher:
            image: example/watcher:2.0.1
        """))
{
    private static readonly string[] Sockets = ["docker.sock", "podman.sock", "containerd.sock", "crio.sock"];

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services.SelectMany(Judge);

    private static IEnumerable<RuleFinding> Judge(CheckedService service)
    {
        if (service.Compose.Text("privileged") == "true")
        {
            yield return service.Found(service.At("privileged"), "it is privileged: root on the host", "cap_add: [NET_ADMIN]  # the one capability that it needs");
        }

        foreach (var key in new[] { "network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup" })
        {
            if (service.Compose.Text(key) == "host")
            {
                yield return service.Found(service.At(key), $"it shares the host's {key.Replace("_mode", "", StringComparison.Ordinal)} namespace", $"# without {key}");
            }
        }

        for (var i = 0; i < service.Compose.Volumes.Count; i++)
        {
            var source = service.Compose.Volumes[i]["source"]?.ToString().TrimEnd('/') ?? "";
            if (Sockets.Any(socket => source.EndsWith(socket, StringComparison.Ordinal)) || source is "/var/run" or "/run")
            {
                yield return service.Found(service.At($"volumes[{i}]"), $"it mounts {source}: whoever writes to the engine's socket is root on the host; :ro does not change that", "# without the mount; a proxy for the socket that lets only reads through, where it cannot be");
            }
            else if (service.Compose.Volumes[i]["type"]?.ToString() == "bind" && source.Length == 0)
            {
                yield return service.Found(service.At($"volumes[{i}]"), "it mounts the host's root", "# only the folder that it needs");
            }
        }
    }
}
