using System.Globalization;
using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>What containers may use of the machine.</summary>
public sealed class LimitRows
{
    // The kernel counts memory in pages.
    private const long Page = 4096;

    [Test, Guarantee("H8", Kind.Live)]
    public async Task The_kernel_must_limit_memory_and_processors_of_each_container_to_what_the_file_says()
    {
        var deployed = await Deployment.Seen();
        var (_, services, kernel) = deployed;
        var seen = deployed.Observe();

        foreach (var service in services)
        {
            var written = ServiceLimits.Of(service.Written);
            var name = service.State.Name;
            seen.Add(name, service.HostNumber("Memory") > 0 && service.HostNumber("Memory") == written.Memory, $"the engine to limit memory to {Text(written.Memory)}", $"Memory is {service.HostNumber("Memory")}");
            var cpus = service.HostNumber("NanoCpus") / 1e9;
            seen.Add(name, cpus > 0 && cpus == written.Cpus, $"the engine to limit it to {Text(written.Cpus)} processors", $"NanoCpus is {service.HostNumber("NanoCpus")}");
            if (!service.Runs)
            {
                continue;
            }

            var limits = kernel[service.Name].Limits;
            if (limits is null)
            {
                Unjudged.Because($"the cgroup of {name} cannot be read: neither the files of version 1 nor those of version 2 are there");
            }

            seen.Add(name, limits.Memory is { } memory && Near(memory, written.Memory), $"memory limited to {Text(written.Memory)} in the cgroup", limits.ToString());
            seen.Add(name, limits.Cpus is { } share && Math.Abs(share - written.Cpus ?? 0) < 0.01, $"processors limited to {Text(written.Cpus)} in the cgroup", limits.ToString());
            seen.Add(name, written.Pids is null || limits.Pids == written.Pids, $"processes limited to {Text(written.Pids)} in the cgroup", limits.ToString());
            seen.Add(name, written.MemoryAndSwap is null || limits.MemoryAndSwap is null || Near(limits.MemoryAndSwap.Value, written.MemoryAndSwap), $"memory with swap limited to {Text(written.MemoryAndSwap)} in the cgroup", limits.ToString());
        }

        seen.Judge(string.Join("; ", services.Where(service => service.Runs).Select(service => $"{service.Name}: {kernel[service.Name].Limits}")));
    }

    private static bool Near(long kernels, long? written) => written is { } bytes && Math.Abs(kernels - bytes) < Page;

    private static string Text(double? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "a number that the file must name";
}
