using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Kernel;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>What of the host a container is part of, or can reach.</summary>
public sealed partial class HostRows
{
    private static readonly string[] Modes = ["NetworkMode", "PidMode", "IpcMode", "UTSMode"];
    private static readonly string[] Namespaces = ["net", "pid", "ipc", "uts"];
    private static readonly string[] EngineSockets = ["docker.sock", "containerd.sock", "podman.sock", "crio.sock", "dockershim.sock"];

    [Test, Guarantee("H21", Kind.Live)]
    public async Task No_process_may_share_a_namespace_with_the_host_or_reach_its_engine()
    {
        var deployed = await Deployment.Seen();
        var (stack, services, kernel) = deployed;
        var seen = deployed.Observe();
        if (Namespaces.FirstOrDefault(kind => !kernel.HostNamespaces.ContainsKey(kind)) is { } unread)
        {
            Unjudged.Because($"the host's own {unread} namespace cannot be read");
        }

        foreach (var service in services)
        {
            var name = service.State.Name;
            var hosts = Modes.Where(mode => service.HostConfig[mode]?.ToString() == "host").ToList();
            seen.Add(name, hosts.Count == 0, "no namespace of the host", $"{string.Join(", ", hosts)} is host");
            seen.Add(name, !service.HostConfig["Privileged"]!.GetValue<bool>(), "not to be privileged", "Privileged is true");
            if (!service.Runs)
            {
                continue;
            }

            foreach (var process in kernel[service.Name].Processes)
            {
                var shared = Namespaces.Where(kind => process.Namespaces.GetValueOrDefault(kind) == kernel.HostNamespaces[kind]).ToList();
                seen.Add(name, shared.Count == 0, $"namespaces of its own for {process}", $"it is in the host's {string.Join(", ", shared)}");
            }
        }

        // A folder that holds the socket is as good as the socket.
        var found = await Sockets(stack, [.. services.Where(service => service.Runs).Select(service => kernel[service.Name])]);
        foreach (var service in services.Where(service => service.Runs))
        {
            List<string> sockets = [.. found[kernel[service.Name].First.Pid].Distinct()];
            seen.Add(service.State.Name, sockets.Count == 0, "no socket of a container engine below any of its mounts", $"it has {string.Join(", ", sockets)}");
        }

        seen.Judge($"{services.Sum(service => !service.Runs ? 0 : kernel[service.Name].Processes.Count)} processes have {string.Join(", ", Namespaces)} of their own; no engine's socket below {services.Sum(service => !service.Runs ? 0 : kernel[service.Name].Mounts.Count)} mounts");
    }

    // By the first process of each container.
    private static async Task<ILookup<int, string>> Sockets(Stack stack, IReadOnlyList<ContainerKernel> containers)
    {
        var places = containers.SelectMany(container => container.Mounts
            .Where(mount => mount.Type is not ("proc" or "sysfs" or "cgroup" or "cgroup2" or "mqueue" or "devpts"))
            .Select(mount => $"/proc/{container.First.Pid}/root{mount.Point}"));
        var found = await stack.Beside.ReadHost("find \"$@\" -maxdepth 3 -type s 2>/dev/null; true", places);
        return found.Output.Split('\n').Select(path => Inside().Match(path)).Where(match => match.Success && EngineSockets.Contains(Path.GetFileName(match.Value)))
            .ToLookup(match => int.Parse(match.Groups["pid"].ValueSpan, CultureInfo.InvariantCulture), match => match.Groups["path"].Value);
    }

    [GeneratedRegex("^/proc/(?<pid>[0-9]+)/root(?<path>/.*)$")]
    private static partial Regex Inside();
}
