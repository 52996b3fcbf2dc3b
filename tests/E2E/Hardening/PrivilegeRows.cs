using Archiv.Tests.Support.Kernel;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>What processes may do: capabilities, new privileges, users; as the kernel holds it for each process, not only the first.</summary>
public sealed class PrivilegeRows
{
    private const int ApplicationUser = 1001;
    private static readonly string[] Sets = ["CapEff", "CapPrm", "CapInh", "CapBnd", "CapAmb"];

    [Test, Guarantee("H4", Kind.Live)]
    public async Task No_process_may_have_or_gain_a_capability_that_the_file_does_not_name()
    {
        var deployed = await Deployment.Seen();
        var seen = deployed.Observe();

        foreach (var service in deployed.Services)
        {
            List<string> named = [.. service.Written.List("cap_add").Select(Capability.Plain)];
            seen.Add(
                service.State.Name, service.Host("CapDrop").Select(Capability.Plain).Contains("ALL") && service.Host("CapAdd").Select(Capability.Plain).All(named.Contains),
                $"the engine to drop ALL and to add no more than [{string.Join(' ', named)}]", $"it drops [{string.Join(' ', service.Host("CapDrop"))}] and adds [{string.Join(' ', service.Host("CapAdd"))}]");
            foreach (var process in !service.Runs ? [] : deployed.Kernel[service.Name].Processes)
            {
                var more = Sets.Select(set => (Set: set, Names: process.Capabilities[set].Except(named).ToList())).Where(entry => entry.Names.Count > 0).ToList();
                seen.Add(
                    service.State.Name, more.Count == 0,
                    $"no capability but [{string.Join(' ', named)}] in any set of {process}", string.Join("; ", more.Select(entry => $"{entry.Set} has {string.Join(' ', entry.Names)}")));
            }
        }

        seen.Judge($"{deployed.Processes} processes hold and can gain nothing but {string.Join(", ", deployed.Services.SelectMany(service => service.Written.List("cap_add").Select(name => $"{name} of {service.Name}")).DefaultIfEmpty("nothing"))}");
    }

    [Test, Guarantee("H5", Kind.Live)]
    public async Task No_program_may_gain_privileges_by_being_started()
    {
        var deployed = await Deployment.Seen();
        var seen = deployed.Observe();

        foreach (var service in deployed.Services)
        {
            var option = service.Host("SecurityOpt");
            seen.Add(
                service.State.Name, option.Any(text => text is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true"),
                "the engine to start it with no-new-privileges", $"its security options are [{string.Join(' ', option)}]");
            foreach (var process in !service.Runs ? [] : deployed.Kernel[service.Name].Processes)
            {
                seen.Add(service.State.Name, process.NoNewPrivileges, $"NoNewPrivs 1 of {process}", "NoNewPrivs is 0");
            }
        }

        var probes = await Task.WhenAll(deployed.Running.Select(running => SetuidProbe.Run(deployed.Stack.Engine, running.Service.State)));
        foreach (var probe in probes)
        {
            if (probe.Untold is { } untold)
            {
                seen.Miss($"{untold} is setuid in {probe.Container}, and its C library does not tell what it gained");
                continue;
            }

            seen.Add(probe.Container, probe.Gained is null, "a setuid program to run as the user who starts it", $"{probe.Gained} became another user");
        }

        seen.Judge($"NoNewPrivs is 1 in {deployed.Processes} processes; {string.Join(", ", probes.Select(probe => probe.Proof))}");
    }

    [Test, Guarantee("H6", Kind.Live)]
    public async Task Every_process_must_run_as_the_user_that_is_asked_for()
    {
        var deployed = await Deployment.Seen();
        var seen = deployed.Observe();

        foreach (var (service, kernel) in deployed.Running)
        {
            int? asked = service.Name == deployed.Stack.Profile.Backend ? ApplicationUser
                : int.TryParse(service.Written.Text("user")?.Split(':')[0], out var user) ? user : null;
            if (asked is null or 0)
            {
                var why = RootReason.Of(deployed.Stack.Profile.Artefact, service.Name);
                kernel.Processes.ToList().ForEach(process => seen.Add(
                    service.State.Name, why is not null || process.Uids.All(uid => uid != 0),
                    $"a user other than root for {process}, or a comment '# Root …' in '{service.Name}' that says why", $"uids {string.Join(' ', process.Uids)}, and no such comment"));
                continue;
            }

            foreach (var process in kernel.Processes)
            {
                seen.Add(
                    service.State.Name, process.Uids.All(uid => uid == asked) && process.Gids.All(gid => gid != 0),
                    $"uid {asked} in each of the four user ids of {process}, and no group 0", $"uids {string.Join(' ', process.Uids)}, gids {string.Join(' ', process.Gids)}");
            }
        }

        seen.Judge(string.Join(", ", deployed.Running.Select(running =>
            $"{running.Service.Name} {string.Join('/', running.Kernel.Processes.SelectMany(process => process.Uids).Distinct().Order())}{Why(running, deployed)}")));
    }

    private static string Why((DeployedService Service, ContainerKernel Kernel) running, Deployment deployed) =>
        running.Kernel.Processes.Any(process => process.Uids.Contains(0)) && RootReason.Of(deployed.Stack.Profile.Artefact, running.Service.Name) is { } why ? $" ({why})" : "";
}
