using System.Globalization;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Engine;

/// <summary>The model runners in a container: children of the server, each with a loaded model. <c>ollama runner</c> by its first name, <c>llama-server</c> by its newer one.</summary>
public static class ModelRunners
{
    // Finds a runner's command line, and not that of a shell which looks for it.
    private const string CommandLine = "(ollama [r]unner|[l]lama-server)";

    // Of what the kernel shows to programs, whatever its own clock is.
    private const double TicksPerSecond = 100;

    /// <summary>Shell commands that do something for each runner.</summary>
    /// <param name="commands">What to do; its folder below /proc stands in <c>$process</c>.</param>
    public static string Each(string commands) =>
        $$"""for process in /proc/[0-9]*; do if tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -qE '{{CommandLine}}'; then {{commands}}; fi; done""";

    /// <summary>Those that live now, each by its pid and the tick of its start, so that none is taken for another; empty where there is none.</summary>
    /// <exception cref="ToolException">The container cannot be looked into.</exception>
    public static Task<IReadOnlyList<string>> Alive(Stack stack, string service) => ToolException.In<IReadOnlyList<string>>("the model server's processes cannot be listed", async () =>
    {
        ArgumentNullException.ThrowIfNull(stack);
        // Behind the name in brackets, the start is the twentieth word of the process's status line.
        var listed = await stack.Engine.Exec(
            (await stack.Service(service)).Id, "sh", "-c", Each("echo \"${process#/proc/} $(sed 's/.*) //' \"$process/stat\" 2>/dev/null | cut -d' ' -f20)\""));
        return listed.ExitCode == 0 ? [.. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)] : throw new InvalidOperationException(listed.ToString());
    });

    /// <summary>Since when the oldest of them lives (UTC), never too early; null where there is none.</summary>
    public static async Task<DateTimeOffset?> Oldest(Stack stack, string service)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var runners = await Alive(stack, service);
        var uptime = await stack.Engine.Exec((await stack.Service(service)).Id, "cat", "/proc/uptime");
        var now = TimeProvider.System.GetUtcNow();
        var ages = runners.Select(runner => Number(uptime.Output.Split(' ')[0]) - (Number(runner.Split(' ')[1]) / TicksPerSecond)).ToList();
        return ages.Count == 0 ? null : now - TimeSpan.FromSeconds(ages.Max());
    }

    /// <summary>The same before a fault that is to hit one: where there is none, the row is unknown.</summary>
    public static async Task<IReadOnlyList<string>> Given(Stack stack, string service)
    {
        var alive = await Alive(stack, service);
        if (alive.Count == 0)
        {
            Unjudged.Because($"no model runner is found in '{service}': no process there is called 'ollama runner' or 'llama-server'");
        }

        return alive;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
