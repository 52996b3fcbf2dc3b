using Archiv.Tests.Support.Engine;

namespace Archiv.Tests.Support.Kernel;

/// <summary>What the kernel enforces for one running container.</summary>
/// <param name="State">The container.</param>
/// <param name="Processes">All its processes, those of a probe that runs just now included.</param>
/// <param name="Mounts">What its first process sees mounted.</param>
/// <param name="Limits">Its cgroup's limits; null where they cannot be read.</param>
/// <param name="Listening">The sockets in its network on which somebody waits.</param>
public sealed record ContainerKernel(
    ServiceState State, IReadOnlyList<ContainedProcess> Processes, IReadOnlyList<Mount> Mounts, CgroupLimits? Limits, IReadOnlyList<ListeningSocket> Listening)
{
    /// <summary>Its first process.</summary>
    public ContainedProcess First => Processes.First(process => process.Pid == State.Pid);

    /// <summary>Ports that others on its networks can connect to.</summary>
    public IReadOnlyList<int> Ports => [.. Listening.Where(socket => !socket.OnlyItself).Select(socket => socket.Port).Distinct().Order()];
}
