using System.Text.Json.Nodes;
using Toxiproxy.Net.Toxics;

namespace Toxiproxy.Net;

/// <summary>A proxy of a server. One that came from a <see cref="Client"/> can be changed and given toxics.</summary>
public class Proxy
{
    private Client? _client;

    /// <summary>Its name, unique on the server.</summary>
    public string? Name { get; set; }

    /// <summary>host:port it listens on; port 0 becomes a free one.</summary>
    public string? Listen { get; set; }

    /// <summary>host:port it forwards to.</summary>
    public string? Upstream { get; set; }

    /// <summary>Whether it listens. False unless set, so that a proxy added without it is disabled.</summary>
    public bool Enabled { get; set; }

    private Client Client => _client ?? throw new InvalidOperationException("This proxy did not come from a server: use what Client.Add or Client.FindProxy returns.");

    private string Toxics => $"proxies/{ApiCalls.Escape(Name!)}/toxics";

    /// <summary>Deletes the proxy and closes its connections.</summary>
    /// <exception cref="ToxiProxiException">404 when it is gone.</exception>
    public void Delete() => Client.Delete(this);

    /// <summary>Sends address, upstream and state to the server.</summary>
    /// <returns>The proxy as it is now.</returns>
    /// <exception cref="ToxiProxiException">404 when it is gone, 500 when it cannot listen.</exception>
    public Proxy Update() => Client.Update(this);

    /// <summary>Adds a toxic.</summary>
    /// <returns>The toxic as the server made it, with its name.</returns>
    /// <exception cref="ToxiProxiException">409 for a name that is taken, 400 for values that the server refuses.</exception>
    public T Add<T>(T toxic)
        where T : ToxicBase
    {
        ArgumentNullException.ThrowIfNull(toxic);
        return (T)ToxicBase.Read(Client.Calls.Send(HttpMethod.Post, Toxics, toxic.Write())!);
    }

    /// <summary>All toxics, those of the upstream direction first.</summary>
    /// <exception cref="InvalidOperationException">There is one of a kind this package does not know, as reset_peer.</exception>
    public IEnumerable<ToxicBase> GetAllToxics() => [.. Client.Calls.Send(HttpMethod.Get, Toxics)!.AsArray().Select(node => ToxicBase.Read(node!))];

    /// <summary>The toxic with a name.</summary>
    /// <exception cref="ToxiProxiException">404 when there is none.</exception>
    public ToxicBase GetToxicByName(string name) => ToxicBase.Read(Client.Calls.Send(HttpMethod.Get, $"{Toxics}/{ApiCalls.Escape(name)}")!);

    /// <summary>Removes the toxic with a name.</summary>
    /// <exception cref="ToxiProxiException">404 when there is none.</exception>
    public void RemoveToxic(string toxicName) => Client.Calls.Send(HttpMethod.Delete, $"{Toxics}/{ApiCalls.Escape(toxicName)}");

    /// <summary>Gives the toxic with a name the values and the toxicity of another one.</summary>
    /// <exception cref="ToxiProxiException">404 when there is none, 400 for values that the server refuses.</exception>
    public void UpdateToxic<T>(string toxicName, T toxic)
        where T : ToxicBase
    {
        ArgumentNullException.ThrowIfNull(toxic);
        Client.Calls.Send(HttpMethod.Post, $"{Toxics}/{ApiCalls.Escape(toxicName)}", toxic.Write());
    }

    internal Proxy Read(JsonNode node, Client client)
    {
        _client = client;
        Name = node["name"]!.GetValue<string>();
        Listen = node["listen"]!.GetValue<string>();
        Upstream = node["upstream"]!.GetValue<string>();
        Enabled = node["enabled"]!.GetValue<bool>();
        return this;
    }

    internal JsonObject Write() => new() { ["name"] = Name, ["listen"] = Listen, ["upstream"] = Upstream, ["enabled"] = Enabled };
}
