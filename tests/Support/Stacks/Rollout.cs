using System.Diagnostics;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Support.Stacks;

/// <summary>The operator's update procedure, <c>scripts/rollout</c>, run on a stack from outside as an operator does.</summary>
public static class Rollout
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Replaces the containers of a service by new ones.</summary>
    /// <param name="stack">Where.</param>
    /// <param name="service">Which.</param>
    /// <param name="overlays">Overlays that the new version comes with, relative to the compose file's folder.</param>
    /// <returns>Exit code 0 replaced, 1 rolled back, 2 replaced but the old container is still there; what it said.</returns>
    public static async Task<Execution> Of(Stack stack, string service, params string[] overlays)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var clock = Stopwatch.StartNew();
        Run.Current.Say("stack", stack.Project, $"{stack.Name}: rollout of {service}");
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "rollout")) { RedirectStandardOutput = true, RedirectStandardError = true };
        List<string> arguments =
        [
            "--service", service, "--proxy", stack.Profile.Proxy, "--timeout", $"{stack.Profile.UpTimeout.TotalSeconds:0}", "-p", stack.Project,
            .. stack.Files().Concat(overlays.Select(stack.Profile.Overlay)).SelectMany(file => new[] { "-f", file }),
        ];
        arguments.ForEach(start.ArgumentList.Add);
        foreach (var (key, value) in stack.Profile.Settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(stack.Profile.UpTimeout + Grace);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Execution(process.ExitCode, await output, await error, clock.Elapsed);
    }
}
