using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;
using Toxiproxy.Net;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Support.Faults;

/// <summary>A toxic on the connection between backend and model server (overlay <c>chaos/upstream.yml</c>).</summary>
/// <param name="name">What it does, as a clause.</param>
/// <param name="says">What a client on the model network says of it, as a regular expression: what any dead proxy would bring about proves nothing.</param>
/// <param name="toxic">Makes the toxic; null disables the proxy, so that connections are refused.</param>
public sealed class ToxicFault(string name, string says, Func<ToxicBase>? toxic) : IFault
{
    private const string Proxied = "ollama";

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public Task Break(Stack stack) => Control(stack, client =>
    {
        var proxy = client.FindProxy(Proxied);
        if (toxic is null)
        {
            proxy.Enabled = false;
            return proxy.Update().Name;
        }

        return proxy.Add(toxic()).Name;
    });

    /// <inheritdoc />
    /// <remarks>It is in force by Toxiproxy's own word, and does what it is for: through a connection that works, the version comes within milliseconds.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var inForce = await Control(stack, client => client.FindProxy(Proxied) is var proxy && toxic is null ? !proxy.Enabled : proxy.Enabled && proxy.GetAllToxics().Any());
        var probe = await stack.Beside.Probe(await stack.ModelServer.Network(), "wget", "-q", "-T", "2", "-O", "-", "http://toxiproxy:11434/api/version");
        return inForce && probe.ExitCode != 0 && Regex.IsMatch(probe.Error, says) ? null : $"{(inForce ? "" : "not in force, ")}a request through it ended so: {probe}";
    }

    /// <inheritdoc />
    public Task Heal(Stack stack) => Control(stack, client =>
    {
        client.Reset();
        return true;
    });

    private static Task<T> Control<T>(Stack stack, Func<Client, T> ask)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ToolException.In("Toxiproxy's control does not answer", () =>
        {
            using var connection = new Connection("127.0.0.1", int.Parse(stack.Profile.Required("TOXIPROXY_PORT"), CultureInfo.InvariantCulture));
            return Task.FromResult(ask(connection.Client()));
        });
    }
}
