using System.Globalization;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>Connects from a network to addresses, as a program there would.</summary>
internal static class Reach
{
    // Only 1 is a refusal or no way: a server that stays silent is ended by timeout, and was reached.
    // All at once, since a network that drops packets answers none of them.
    private const string Script = """
        while [ $# -ge 2 ]; do
          (
            timeout 6 nc -w 2 "$1" "$2" < /dev/null > /dev/null 2>&1
            [ $? -eq 1 ] && echo "no $1 $2" || echo "yes $1 $2"
          ) &
          shift 2
        done
        wait
        """;

    /// <summary>Which of the targets can be connected to.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="network">A full network name, or <c>container:ID</c>.</param>
    /// <param name="targets">Addresses or names, each with a port.</param>
    public static async Task<IReadOnlyList<(string Host, int Port)>> From(Stack stack, string network, IReadOnlyList<(string Host, int Port)> targets)
    {
        var ran = await stack.Beside.Probe(
            network, ["sh", "-c", Script, "sh", .. targets.SelectMany(target => new[] { target.Host, target.Port.ToString(CultureInfo.InvariantCulture) })]);
        var lines = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == targets.Count
            ? [.. targets.Where(target => lines.Contains($"yes {target.Host} {target.Port}"))]
            : throw new ToolException($"the probe on {network} ended early: {ran}");
    }
}
