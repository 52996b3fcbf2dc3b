using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>The test double answers inference requests from a script (overlay <c>chaos/upstream.yml</c>).</summary>
/// <param name="name">What it answers, as a clause.</param>
/// <param name="script">The script: mode, status and body.</param>
public sealed class ScriptedFault(string name, UpstreamScript script) : IFault
{
    // Seconds after which an answer that drips counts as one without end; what `timeout` says then, by GNU and by busybox.
    private const string Patience = "3";
    private static readonly long[] TimedOut = [124, 143];

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public Task Break(Stack stack) => Of(stack).Play(script);

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        var inForce = await Of(stack).Script();
        if (inForce != script)
        {
            return $"the script in force is {inForce}";
        }

        var asked = await stack.Beside.Probe(
            await stack.ModelServer.Network(), "timeout", Patience, "wget", "-q", "-O", "-", "--post-data", "{}", $"http://scripted-upstream:11434{script.Path}/generate");
        return Bites(asked) ? null : $"the double gave {asked}";
    }

    /// <inheritdoc />
    public Task Heal(Stack stack) => Of(stack).PassOn();

    private bool Bites(Execution asked) => script.Mode switch
    {
        "Drip" => TimedOut.Contains(asked.ExitCode),
        "Reset" => asked.Error.Contains("reset", StringComparison.Ordinal),
        "Truncate" => asked.ExitCode != 0 && !TimedOut.Contains(asked.ExitCode) && !asked.Error.Contains("reset", StringComparison.Ordinal),
        _ => script.Status == 200 ? asked.ExitCode == 0 && asked.Output.Trim() == script.Body.Trim() : asked.Error.Contains($" {script.Status} ", StringComparison.Ordinal),
    };

    private static ScriptedUpstream Of(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Upstream;
    }
}
