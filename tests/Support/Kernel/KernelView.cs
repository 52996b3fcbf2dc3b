using System.Globalization;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Kernel;

/// <summary>
/// What the kernel says of all processes of a stack, at one moment. One container beside the stack reads it in the host's process table:
/// nothing is started in the containers that are judged, and they need no shell for it.
/// </summary>
public sealed class KernelView
{
    // Arguments: a pattern of container ids, then the first process of each container. Runs in busybox and in coreutils.
    private const string Script = """
        export LC_ALL=C
        ids=$1
        shift
        for group in $(grep -lE "$ids" /proc/[0-9]*/cgroup 2>/dev/null); do
          process=${group%/cgroup}
          grep -H '' "$group" "$process/status"
          for file in "$process/cmdline" "$process/environ"; do tr '\0' '\n' < "$file" | sed "s|^|$file:|"; done
          stat -c %N "$process"/ns/*
        done 2>/dev/null
        stat -c %N /proc/self/ns/* 2>/dev/null
        for first in "$@"; do
          grep -H '' "/proc/$first/mountinfo"
        done
        for first in self "$@"; do
          grep -H ' 0A ' "/proc/$first/net/tcp" "/proc/$first/net/tcp6" 2>/dev/null
        done
        for first in "$@"; do
          for file in FILES; do grep -H '' "/proc/$first/root/sys/fs/cgroup/$file" 2>/dev/null; done
        done
        exit 0
        """;

    private static readonly string[] Tables = ["tcp", "tcp6"];

    private readonly Dictionary<string, ContainerKernel> containers;

    private KernelView(Dictionary<string, ContainerKernel> containers, IReadOnlyDictionary<string, string> hostNamespaces, IReadOnlyList<ListeningSocket> hostListening)
    {
        this.containers = containers;
        HostNamespaces = hostNamespaces;
        HostListening = hostListening;
    }

    /// <summary>Namespaces of the host by kind, as far as the engine lets a container into them: net, pid, ipc, uts.</summary>
    public IReadOnlyDictionary<string, string> HostNamespaces { get; }

    /// <summary>Sockets of the host on which somebody waits.</summary>
    public IReadOnlyList<ListeningSocket> HostListening { get; }

    /// <summary>The container of a service. When nothing of it was read, the row is unknown.</summary>
    public ContainerKernel this[string service]
    {
        get
        {
            if (!containers.TryGetValue(service, out var container))
            {
                Unjudged.Because($"'{service}' does not run, so that the kernel says nothing of it");
            }

            return container;
        }
    }

    /// <summary>Reads it now. When the host does not let it be read, the row is unknown.</summary>
    /// <param name="stack">The stack; its containers that run are read.</param>
    public static async Task<KernelView> Of(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var running = (await stack.Services()).Values.Where(state => state.Status == "running" && state.Pid > 0).ToList();
        var files = new KernelFiles((await stack.Beside.ReadHost(
            Script.Replace("FILES", string.Join(' ', CgroupLimits.Files), StringComparison.Ordinal),
            [string.Join('|', running.Select(state => state.Id)), .. running.Select(state => state.Pid.ToString(CultureInfo.InvariantCulture))])).Output);
        var processes = files.Processes.Select(pid => ContainedProcess.Read(pid, files)).OfType<ContainedProcess>().ToList();
        var view = new KernelView(
            running.ToDictionary(state => state.Service, state => Container(state, files, processes), StringComparer.Ordinal),
            files.Namespaces(KernelFiles.Self),
            Listening("self", files));
        if (running.FirstOrDefault(state => view.containers[state.Service].Processes.All(process => process.Pid != state.Pid)) is { } unread)
        {
            Unjudged.Because($"the kernel's word on {unread.Name} (pid {unread.Pid}) cannot be read: does the engine let a container into the host's process table?");
        }

        return view;
    }

    private static ContainerKernel Container(ServiceState state, KernelFiles files, List<ContainedProcess> processes) => new(
        state,
        [.. processes.Where(process => files[$"/proc/{process.Pid}/cgroup"].Any(line => line.Contains(state.Id, StringComparison.Ordinal)))],
        [.. files[$"/proc/{state.Pid}/mountinfo"].Select(Mount.Read).OfType<Mount>()],
        CgroupLimits.Read(file => files[$"/proc/{state.Pid}/root/sys/fs/cgroup/{file}"] is [var first, ..] ? first : null),
        Listening($"{state.Pid}", files));

    private static List<ListeningSocket> Listening(string pid, KernelFiles files) =>
        [.. Tables.SelectMany(table => files[$"/proc/{pid}/net/{table}"]).Select(ListeningSocket.Read).OfType<ListeningSocket>()];
}
