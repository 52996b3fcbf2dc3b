using System.Collections.Concurrent;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Engine;

namespace Archiv.Tests.Load;

/// <content>What is looked at while the backend is replaced: its containers, their addresses, and what the old one still finished.</content>
public sealed partial class LongSearchRows
{
    private static async Task<HashSet<string?>> Addresses(Stack on, ServiceState backend) =>
        [.. (await on.Engine.Inspect(backend.Id)).NetworkSettings.Networks.Values.Select(network => network.IPAddress)];

    // Looks again and again, until the rollout is over, at which addresses the proxy finds the backend.
    private static async Task<Execution> FindingBackends(Stack on, ConcurrentQueue<string> found, Task<Execution> rollout)
    {
        var proxy = await on.Service(on.Profile.Proxy);
        await Eventually.Last(
            async () =>
            {
                var look = await on.Beside.Probe($"container:{proxy.Id}", "getent", "ahostsv4", on.Profile.Backend);
                if (look.ExitCode == 0)
                {
                    found.Enqueue(string.Join(' ', look.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal)));
                }

                return rollout.IsCompleted;
            },
            over => over,
            on.Profile.UpTimeout);
        return await rollout;
    }

    // The service's containers, also those that do not run.
    private static async Task<string[]> Containers(Stack on)
    {
        var listed = await on.Compose("ps", "--all", "--quiet", on.Profile.Backend);
        if (listed.ExitCode != 0)
        {
            Unjudged.Because($"the containers cannot be listed: {listed}");
        }

        return listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // What the model server finished for the old container after that was told to stop; the engine's clock has stamped both.
    private static async Task<int> Drained(Stack on, HashSet<string?> addresses, DateTimeOffset began)
    {
        var told = on.Events(began).FirstOrDefault(entry => entry.Service == on.Profile.Backend && entry.Action == "kill");
        var drained = told is null ? 0 : (await Generation.In(on)).Count(done => done.At > told.At && addresses.Contains(done.Caller));
        if (drained == 0)
        {
            Unjudged.Because("the old container had no search to finish when it was told to stop");
        }

        return drained;
    }
}
