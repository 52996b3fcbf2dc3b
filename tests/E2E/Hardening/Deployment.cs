using Archiv.Tests.Support.Kernel;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>The deployed services beside what the kernel says of them. Rows that only look share one reading; it is taken anew when a container is another or has restarted.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Services">The services of the production file.</param>
/// <param name="Kernel">What the kernel says.</param>
internal sealed record Deployment(Stack Stack, IReadOnlyList<DeployedService> Services, KernelView Kernel)
{
    private static Deployment? last;

    /// <summary>The services that stay, with their containers.</summary>
    public IEnumerable<(DeployedService Service, ContainerKernel Kernel)> Running =>
        Services.Where(service => service.Runs).Select(service => (service, Kernel[service.Name]));

    /// <summary>Observations of all services; those that should run and do not are missed from the start.</summary>
    public Observations Observe()
    {
        var observations = new Observations();
        Services.Where(service => service is { OneShot: false, Runs: false }).ToList()
            .ForEach(service => observations.Miss($"'{service.Name}' does not run (it is {service.State.Status}), so that nothing is known of it"));
        return observations;
    }

    /// <summary>How many processes the services have.</summary>
    public int Processes => Running.Sum(running => running.Kernel.Processes.Count);

    /// <summary>The service of a role.</summary>
    public DeployedService this[string role] => Services.First(service => service.Name == role);

    /// <summary>Reads it, where it is not known already.</summary>
    public static async Task<Deployment> Seen()
    {
        var stack = await DeployedStack.Get(null);
        var states = await stack.Services();
        if (last is null || !last.Services.All(service => states.TryGetValue(service.Name, out var now) && (now.Id, now.Pid) == (service.State.Id, service.State.Pid)))
        {
            last = new Deployment(stack, await DeployedService.Of(stack), await KernelView.Of(stack));
        }

        return last;
    }
}
