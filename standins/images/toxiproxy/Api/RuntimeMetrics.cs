using System.Globalization;
using System.Text;
using Standins.Golang.Json;

namespace Standins.Toxiproxy.Api;

/// <summary>
/// The families that the original's Go runtime and process collectors show, with this process's own figures. What .NET has no
/// counterpart for is 0.
/// </summary>
internal static class RuntimeMetrics
{
    private static readonly Family[] Families =
    [
        new("go_build_info", "gauge", "Build information about the main Go module.", _ => 1),
        new("go_gc_duration_seconds", "summary", "A summary of the wall-time pause (stop-the-world) duration in garbage collection cycles.", v => v.GcPause),
        new("go_gc_gogc_percent", "gauge", "Heap size target percentage configured by the user, otherwise 100. This value is set by the GOGC environment variable, and the runtime/debug.SetGCPercent function. Sourced from /gc/gogc:percent.", _ => 100),
        new("go_gc_gomemlimit_bytes", "gauge", "Go runtime memory limit configured by the user, otherwise math.MaxInt64. This value is set by the GOMEMLIMIT environment variable, and the runtime/debug.SetMemoryLimit function. Sourced from /gc/gomemlimit:bytes.", _ => long.MaxValue),
        new("go_goroutines", "gauge", "Number of goroutines that currently exist.", v => v.Threads),
        new("go_info", "gauge", "Information about the Go environment.", _ => 1),
        new("go_memstats_alloc_bytes", "gauge", "Number of bytes allocated in heap and currently in use. Equals to /memory/classes/heap/objects:bytes.", v => v.Heap),
        new("go_memstats_alloc_bytes_total", "counter", "Total number of bytes allocated in heap until now, even if released already. Equals to /gc/heap/allocs:bytes.", v => v.Allocated),
        new("go_memstats_buck_hash_sys_bytes", "gauge", "Number of bytes used by the profiling bucket hash table. Equals to /memory/classes/profiling/buckets:bytes.", _ => 0),
        new("go_memstats_frees_total", "counter", "Total number of heap objects frees. Equals to /gc/heap/frees:objects + /gc/heap/tiny/allocs:objects.", _ => 0),
        new("go_memstats_gc_sys_bytes", "gauge", "Number of bytes used for garbage collection system metadata. Equals to /memory/classes/metadata/other:bytes.", _ => 0),
        new("go_memstats_heap_alloc_bytes", "gauge", "Number of heap bytes allocated and currently in use, same as go_memstats_alloc_bytes. Equals to /memory/classes/heap/objects:bytes.", v => v.Heap),
        new("go_memstats_heap_idle_bytes", "gauge", "Number of heap bytes waiting to be used. Equals to /memory/classes/heap/released:bytes + /memory/classes/heap/free:bytes.", v => Math.Max(0, v.Committed - v.Heap)),
        new("go_memstats_heap_inuse_bytes", "gauge", "Number of heap bytes that are in use. Equals to /memory/classes/heap/objects:bytes + /memory/classes/heap/unused:bytes", v => v.Heap),
        new("go_memstats_heap_objects", "gauge", "Number of currently allocated objects. Equals to /gc/heap/objects:objects.", _ => 0),
        new("go_memstats_heap_released_bytes", "gauge", "Number of heap bytes released to OS. Equals to /memory/classes/heap/released:bytes.", _ => 0),
        new("go_memstats_heap_sys_bytes", "gauge", "Number of heap bytes obtained from system. Equals to /memory/classes/heap/objects:bytes + /memory/classes/heap/unused:bytes + /memory/classes/heap/released:bytes + /memory/classes/heap/free:bytes.", v => v.Committed),
        new("go_memstats_last_gc_time_seconds", "gauge", "Number of seconds since 1970 of last garbage collection.", _ => 0),
        new("go_memstats_mallocs_total", "counter", "Total number of heap objects allocated, both live and gc-ed. Semantically a counter version for go_memstats_heap_objects gauge. Equals to /gc/heap/allocs:objects + /gc/heap/tiny/allocs:objects.", _ => 0),
        new("go_memstats_mcache_inuse_bytes", "gauge", "Number of bytes in use by mcache structures. Equals to /memory/classes/metadata/mcache/inuse:bytes.", _ => 0),
        new("go_memstats_mcache_sys_bytes", "gauge", "Number of bytes used for mcache structures obtained from system. Equals to /memory/classes/metadata/mcache/inuse:bytes + /memory/classes/metadata/mcache/free:bytes.", _ => 0),
        new("go_memstats_mspan_inuse_bytes", "gauge", "Number of bytes in use by mspan structures. Equals to /memory/classes/metadata/mspan/inuse:bytes.", _ => 0),
        new("go_memstats_mspan_sys_bytes", "gauge", "Number of bytes used for mspan structures obtained from system. Equals to /memory/classes/metadata/mspan/inuse:bytes + /memory/classes/metadata/mspan/free:bytes.", _ => 0),
        new("go_memstats_next_gc_bytes", "gauge", "Number of heap bytes when next garbage collection will take place. Equals to /gc/heap/goal:bytes.", v => v.Committed),
        new("go_memstats_other_sys_bytes", "gauge", "Number of bytes used for other system allocations. Equals to /memory/classes/other:bytes.", _ => 0),
        new("go_memstats_stack_inuse_bytes", "gauge", "Number of bytes obtained from system for stack allocator in non-CGO environments. Equals to /memory/classes/heap/stacks:bytes.", _ => 0),
        new("go_memstats_stack_sys_bytes", "gauge", "Number of bytes obtained from system for stack allocator. Equals to /memory/classes/heap/stacks:bytes + /memory/classes/os-stacks:bytes.", _ => 0),
        new("go_memstats_sys_bytes", "gauge", "Number of bytes obtained from system. Equals to /memory/classes/total:byte.", v => v.Resident),
        new("go_sched_gomaxprocs_threads", "gauge", "The current runtime.GOMAXPROCS setting, or the number of operating system threads that can execute user-level Go code simultaneously. Sourced from /sched/gomaxprocs:threads.", _ => Environment.ProcessorCount),
        new("go_threads", "gauge", "Number of OS threads created.", v => v.Threads),
        new("process_cpu_seconds_total", "counter", "Total user and system CPU time spent in seconds.", v => v.CpuSeconds),
        new("process_max_fds", "gauge", "Maximum number of open file descriptors.", v => v.MaxFiles),
        new("process_network_receive_bytes_total", "counter", "Number of bytes received by the process over the network.", v => v.NetworkReceived),
        new("process_network_transmit_bytes_total", "counter", "Number of bytes sent by the process over the network.", v => v.NetworkSent),
        new("process_open_fds", "gauge", "Number of open file descriptors.", v => v.OpenFiles),
        new("process_resident_memory_bytes", "gauge", "Resident memory size in bytes.", v => v.Resident),
        new("process_start_time_seconds", "gauge", "Start time of the process since unix epoch in seconds.", v => v.StartSeconds),
        new("process_virtual_memory_bytes", "gauge", "Virtual memory size in bytes.", v => v.Virtual),
        new("process_virtual_memory_max_bytes", "gauge", "Maximum amount of virtual memory available in bytes.", _ => ulong.MaxValue),
    ];

    public static void Write(StringBuilder page)
    {
        var values = ProcessValues.Read();
        foreach (var family in Families)
        {
            page.Append(CultureInfo.InvariantCulture, $"# HELP {family.Name} {family.Help}\n# TYPE {family.Name} {family.Type}\n");
            var value = GoNumber.Printed(family.Value(values));
            if (family.Type == "summary")
            {
                foreach (var quantile in new[] { "0", "0.25", "0.5", "0.75", "1" })
                {
                    page.Append(CultureInfo.InvariantCulture, $"{family.Name}{{quantile=\"{quantile}\"}} {value}\n");
                }

                page.Append(CultureInfo.InvariantCulture, $"{family.Name}_sum {GoNumber.Printed(values.GcPauseTotal)}\n{family.Name}_count {values.Collections}\n");
            }
            else
            {
                page.Append(CultureInfo.InvariantCulture, $"{family.Name}{Labels(family.Name)} {value}\n");
            }
        }

    }

    private static string Labels(string name) => name switch
    {
        "go_build_info" => "{checksum=\"\",path=\"github.com/Shopify/toxiproxy/v2\",version=\"(devel)\"}",
        "go_info" => "{version=\"go1.24.4\"}",
        _ => "",
    };

    private sealed record Family(string Name, string Type, string Help, Func<ProcessValues, double> Value);
}
