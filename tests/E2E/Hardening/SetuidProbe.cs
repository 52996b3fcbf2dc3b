using Archiv.Tests.Support.Engine;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>
/// Starts a setuid program that the container has, as nobody, and looks whether the kernel gave it its owner's rights. The C library tells:
/// with LD_SHOW_AUXV it prints what the kernel handed over, the effective user too, and it ignores that variable in a program that gained rights.
/// </summary>
/// <param name="Container">Name of the container.</param>
/// <param name="Gained">The program that gained rights; null where none did.</param>
/// <param name="Proof">What was seen, for the report.</param>
/// <param name="Untold">The program of which nothing can be said, since its C library does not tell; null where it told, or there was nothing to start.</param>
internal sealed record SetuidProbe(string Container, string? Gained, string Proof, string? Untold = null)
{
    private const string Nobody = "65534";

    // Of the programs of Debian and Alpine those that do nothing when asked for help; the second is an ordinary one, which shows that the library tells.
    private const string Script = """
        for program in su mount umount passwd chsh chfn newgrp gpasswd; do
          path=$(command -v "$program") && [ -u "$path" ] || continue
          LD_SHOW_AUXV=1 "$(command -v cat)" /dev/null | grep -q AT_EUID || { echo "$path untold"; exit 0; }
          echo "$path $(LD_SHOW_AUXV=1 "$path" --help 2>/dev/null < /dev/null | grep AT_EUID || echo gained)"
          exit 0
        done
        echo none
        """;

    /// <summary>Runs the probe in a container; where it has no shell or no setuid program there is nothing to gain by one.</summary>
    public static async Task<SetuidProbe> Run(DockerEngine engine, ServiceState state)
    {
        var ran = await engine.ExecAs(state.Id, Nobody, [], "sh", "-c", Script);
        var words = ran.Output.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var program, "gained"] => new(state.Name, program, $"{program} gains in {state.Service}"),
            [var program, "AT_EUID:", Nobody] => new(state.Name, null, $"{program} gains nothing in {state.Service}"),
            [var program, "AT_EUID:", var user] => new(state.Name, program, $"{program} becomes {user} in {state.Service}"),
            [var program, "untold"] => new(state.Name, null, $"{program} of {state.Service} tells nothing", program),
            ["none"] => new(state.Name, null, $"{state.Service} has no setuid program to start"),
            // The engine's answers where there is no such program.
            _ when ran.ExitCode is 126 or 127 => new(state.Name, null, $"{state.Service} has no shell to probe with"),
            _ => throw new ToolException($"the probe of {state.Name} said {ran}"),
        };
    }
}
