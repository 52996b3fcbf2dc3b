using System.Text.Json.Nodes;

namespace Toxiproxy.Net;

/// <summary>The proxies of one server. Every call is synchronous and sent at once.</summary>
public class Client
{
    private readonly ApiCalls _calls;

    /// <summary>A client of the API that a factory's clients reach.</summary>
    /// <param name="clientFactory">Makes the HTTP clients.</param>
    public Client(IHttpClientFactory clientFactory)
    {
        ArgumentNullException.ThrowIfNull(clientFactory);
        _calls = new ApiCalls(clientFactory);
    }

    internal ApiCalls Calls => _calls;

    /// <summary>All proxies by their names.</summary>
    /// <exception cref="ToxiProxiException">The server answered with an error.</exception>
    public IDictionary<string, Proxy> All() =>
        _calls.Send(HttpMethod.Get, "proxies")!.AsObject().ToDictionary(entry => entry.Key, entry => new Proxy().Read(entry.Value!, this));

    /// <summary>Enables all proxies and removes all toxics.</summary>
    /// <exception cref="ToxiProxiException">A proxy could not listen.</exception>
    public void Reset() => _calls.Send(HttpMethod.Post, "reset", new JsonObject());

    /// <summary>Creates a proxy. It is disabled unless <see cref="Proxy.Enabled"/> was set.</summary>
    /// <returns>The proxy as the server made it, with the address it listens on.</returns>
    /// <exception cref="ToxiProxiException">409 for a name that is taken, 500 for an address that is, 400 for a missing name or upstream.</exception>
    public Proxy Add(Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return new Proxy().Read(_calls.Send(HttpMethod.Post, "proxies", proxy.Write())!, this);
    }

    /// <summary>Changes address, upstream and state of the proxy with this name.</summary>
    /// <returns>The proxy as it is now.</returns>
    /// <exception cref="ToxiProxiException">404 when there is none, 500 when it cannot listen.</exception>
    public Proxy Update(Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        ArgumentException.ThrowIfNullOrEmpty(proxy.Name);
        return new Proxy().Read(_calls.Send(HttpMethod.Post, $"proxies/{ApiCalls.Escape(proxy.Name)}", proxy.Write())!, this);
    }

    /// <summary>The proxy with a name.</summary>
    /// <exception cref="ToxiProxiException">404 when there is none.</exception>
    public Proxy FindProxy(string proxyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(proxyName);
        return new Proxy().Read(_calls.Send(HttpMethod.Get, $"proxies/{ApiCalls.Escape(proxyName)}")!, this);
    }

    /// <summary>Deletes a proxy and closes its connections.</summary>
    /// <exception cref="ToxiProxiException">404 when there is none.</exception>
    public void Delete(Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        Delete(proxy.Name!);
    }

    /// <summary>Deletes the proxy with a name and closes its connections.</summary>
    /// <exception cref="ToxiProxiException">404 when there is none.</exception>
    public void Delete(string proxyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(proxyName);
        _calls.Send(HttpMethod.Delete, $"proxies/{ApiCalls.Escape(proxyName)}");
    }
}
