using System.Globalization;
using Archiv.Tests.Support.Stacks;
using Toxiproxy.Net;
using Toxiproxy.Net.Toxics;

namespace Archiv.Tests.Support.Faults;

/// <summary>A toxic on the connection between backend and model server (overlay <c>chaos/upstream.yml</c>).</summary>
/// <param name="name">What it does, as a clause.</param>
/// <param name="toxic">Makes the toxic; null disables the proxy, so that connections are refused.</param>
public sealed class ToxicFault(string name, Func<ToxicBase>? toxic) : IFault
{
    private const string Proxied = "ollama";

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public Task Break(Stack stack)
    {
        using var connection = Connect(stack);
        var proxy = connection.Client().FindProxy(Proxied);
        if (toxic is null)
        {
            proxy.Enabled = false;
            proxy.Update();
        }
        else
        {
            proxy.Add(toxic());
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    /// <remarks>Through a connection that works, the version comes within milliseconds.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var probe = await stack.Beside.Probe(await stack.ModelServer.Network(), "wget", "-q", "-T", "2", "-O", "-", "http://toxiproxy:11434/api/version");
        return probe.ExitCode == 0 ? $"a request through it was answered: {probe.Output.Trim()}" : null;
    }

    /// <inheritdoc />
    public Task Heal(Stack stack)
    {
        using var connection = Connect(stack);
        connection.Client().Reset();
        return Task.CompletedTask;
    }

    private static Connection Connect(Stack stack) =>
        new("127.0.0.1", int.Parse(stack.Profile.Required("TOXIPROXY_PORT"), CultureInfo.InvariantCulture));
}
