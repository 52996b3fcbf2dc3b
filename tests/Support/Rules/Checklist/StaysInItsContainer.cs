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
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) => model.Services.SelectMany(service => Judge(service, model));

    private static IEnumerable<RuleFinding> Judge(CheckedService service, CheckedModel model)
    {
        if (service.Compose.Text("privileged") == "true")
        {
            yield return service.Found(service.At("privileged"), "it is privileged: root on the host", "cap_add: [NET_ADMIN]  # the one capability that it needs");
        }

        if (service.Compose.Text("use_api_socket") == "true")
        {
            yield return service.Found(service.At("use_api_socket"), "it is handed the engine's socket and its owner's credentials: root on the host", "# without use_api_socket");
        }

        foreach (var key in new[] { "network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup" })
        {
            if (service.Compose.Text(key) == "host")
            {
                yield return service.Found(service.At(key), $"it shares the host's {key.Replace("_mode", "", StringComparison.Ordinal)} namespace", $"# without {key}");
            }
        }

        var volumes = service.Compose.Volumes;
        for (var i = 0; i < volumes.Count; i++)
        {
            var named = volumes[i]["source"]?.ToString() ?? "";
            var device = volumes[i]["type"]?.ToString() == "volume" ? Device(model, named) : null;
            var source = (device ?? named).TrimEnd('/');
            if (Sockets.Any(socket => source.EndsWith(socket, StringComparison.Ordinal)) || source is "/var/run" or "/run")
            {
                yield return service.Found(service.At($"volumes[{i}]"), $"it mounts {source}: whoever writes to the engine's socket is root on the host; :ro does not change that", "# without the mount; a proxy for the socket that lets only reads through, where it cannot be");
            }
            else if ((device is not null || volumes[i]["type"]?.ToString() == "bind") && source.Length == 0)
            {
                yield return service.Found(service.At($"volumes[{i}]"), "it mounts the host's root", "# only the folder that it needs");
            }
        }
    }

    // A named volume may be nothing but another name for a folder of the host.
    private static string? Device(CheckedModel model, string volume) =>
        model.Compose.Root["volumes"]?[volume]?["driver_opts"] is { } options && options["o"]?.ToString().Split(',').Any(option => option is "bind" or "rbind") == true
            ? options["device"]?.ToString()
            : null;
}
