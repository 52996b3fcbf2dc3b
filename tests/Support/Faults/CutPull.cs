using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// A pull that ends in its middle. Break empties the volume, slows the registry's answers down, starts <c>up</c> and cuts when a part of a blob
/// lies on the volume; heal takes a new registry, so that its log holds only the next pull, and brings the stack up again.
/// </summary>
/// <param name="how">What cuts, as a clause.</param>
/// <param name="cut">How it is cut.</param>
public sealed partial class CutPull(string how, PullCut cut) : IFault
{
    // The generated model then takes about nine seconds.
    private const string Slow = "tc qdisc add dev eth0 root tbf rate 32mbit burst 256kb latency 400ms";
    private const string Blobs = "/root/.ollama/models/blobs";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Task<Execution>? up;

    /// <inheritdoc />
    public string Name => $"the pull is cut: {how}";

    /// <summary>How it is cut.</summary>
    public PullCut Cut => cut;

    /// <summary>The <c>up</c> whose pull was cut.</summary>
    public Task<Execution> Up => up ?? throw new InvalidOperationException("no pull was begun");

    /// <summary>The <c>up</c> after the cut was healed.</summary>
    public Execution? Repair { get; private set; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        (up, Repair) = (null, null);
        await Empty(stack);
        await stack.Compose("rm", "--stop", "--force", stack.Profile.Ollama, stack.Profile.Init);
        await stack.Beside.ChangeNetwork(await stack.Service(stack.Profile.Registry), Slow);
        up = stack.ReUp();
        await Eventually.Given("a part of a blob on the volume", () => OnVolume(stack), seen => seen.Begun > seen.Size / 8, Patience);
        switch (cut)
        {
            case PullCut.InitKilled:
                await stack.Compose("kill", stack.Profile.Init);
                break;
            case PullCut.NetworkGone:
                await stack.Beside.PacketFilter(await stack.Service(stack.Profile.Registry), "-I INPUT -i eth0 -j DROP");
                // What came before counts once the silence is noticed; then the network says that nobody is there, else each try takes half a minute.
                await Eventually.Given("the pull to notice", () => Noticed(stack), noticed => noticed, Patience);
                await stack.Beside.PacketFilter(await stack.Service(stack.Profile.Registry), "-I INPUT -i eth0 -p tcp -j REJECT --reject-with tcp-reset");
                break;
            default:
                await stack.Beside.PacketFilter(await stack.Service(stack.Profile.Registry), "-I INPUT -i eth0 -p tcp --syn -j REJECT --reject-with tcp-reset");
                break;
        }
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (cut == PullCut.InitKilled)
        {
            var init = await stack.Service(stack.Profile.Init);
            return init is { Status: "exited", ExitCode: 137 } ? null : init.ToString();
        }

        var backend = await stack.Service(stack.Profile.Backend);
        var dialled = await stack.Beside.Probe($"container:{backend.Id}", "nc", "-w", "2", stack.Profile.Registry, "443");
        return dialled.ExitCode != 0 && dialled.Error.Contains("refused", StringComparison.Ordinal) ? null : $"a new connection to the registry: {dialled}";
    }

    /// <summary>What the cut has left on the volume, and what a server lists that finds it so.</summary>
    public static async Task<(PullRemains Remains, IReadOnlyList<string> Listed)> Remains(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var ran = await stack.Compose(
            "run", "--rm", "--no-deps", "-T", "--entrypoint", "/bin/sh", stack.Profile.Init, "-c",
            $"{PullRemains.Script(Blobs)}; ollama serve >/dev/null 2>&1 & timeout 30 sh -c 'until ollama list >/dev/null 2>&1; do sleep 0.1; done'; wait=$?; ollama list; exit $wait");
        return ran.ExitCode == 0
            ? (PullRemains.Read(ran.Output), ModelServerClient.Names(ran.Output))
            : throw new ToolException($"no server starts on that volume: {ran}");
    }

    /// <summary>Bytes that the new registry has sent in answers to requests for a part (206), by digest; a digest that was only asked for has 0.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Served(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var log = await stack.Engine.Logs((await stack.Service(stack.Profile.Registry)).Id);
        return AccessLine().Matches(log).GroupBy(line => line.Groups["digest"].Value).ToDictionary(
            lines => lines.Key,
            lines => lines.Where(line => line.Groups["status"].Value == "206").Sum(line => long.Parse(line.Groups["bytes"].Value, CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => service == stack.Profile.Ollama || service == stack.Profile.Init || service == stack.Profile.Registry;

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Compose("rm", "--stop", "--force", stack.Profile.Init, stack.Profile.Registry);
        if (up is not null)
        {
            await up;
        }

        Repair = await stack.ReUp();
    }

    private static async Task Empty(Stack stack)
    {
        var ollama = await stack.Service(stack.Profile.Ollama);
        var emptied = await stack.Engine.Exec(ollama.Id, "sh", "-c", $"ollama rm {stack.Profile.Model} && ls {Blobs}");
        if (emptied.ExitCode != 0 || emptied.Output.Contains("sha256-", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"the volume cannot be emptied: {emptied}");
        }
    }

    private static async Task<PullRemains> OnVolume(Stack stack)
    {
        var init = await stack.Service(stack.Profile.Init);
        return PullRemains.Read((await stack.Engine.Exec(init.Id, "sh", "-c", PullRemains.Script(Blobs))).Output);
    }

    private static async Task<bool> Noticed(Stack stack)
    {
        var init = await stack.Service(stack.Profile.Init);
        if (init.Status == "exited")
        {
            return true;
        }

        var part = await stack.Engine.Exec(init.Id, "sh", "-c", $"cat {Blobs}/*-partial-0");
        using var json = JsonDocument.Parse(part.Output);
        return json.RootElement.GetProperty("Completed").GetInt64() > 0;
    }

    [GeneratedRegex("""
        "GET /v2/\S+/blobs/(?<digest>sha256:[0-9a-f]{64})\S* HTTP/[0-9.]+" (?<status>\d{3}) (?<bytes>\d+)
        """)]
    private static partial Regex AccessLine();
}
