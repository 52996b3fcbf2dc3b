namespace Toxiproxy.Net;

/// <summary>Where a proxy server's API is, and what happens to its proxies when the caller is done.</summary>
public class Connection : IDisposable
{
    private const string DefaultHost = "localhost";
    private const int DefaultPort = 8474;
    private readonly HttpClientFactory _factory;
    private readonly bool _resetOnClose;

    /// <summary>The API at localhost, port 8474.</summary>
    /// <param name="resetAllToxicsAndProxiesOnClose">Remove all toxics and enable all proxies on <see cref="Dispose()"/>.</param>
    public Connection(bool resetAllToxicsAndProxiesOnClose = false)
        : this(DefaultHost, DefaultPort, resetAllToxicsAndProxiesOnClose)
    {
    }

    /// <summary>The API at port 8474 of a host.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="resetAllToxicsAndProxiesOnClose">Remove all toxics and enable all proxies on <see cref="Dispose()"/>.</param>
    public Connection(string host, bool resetAllToxicsAndProxiesOnClose = false)
        : this(host, DefaultPort, resetAllToxicsAndProxiesOnClose)
    {
    }

    /// <summary>The API at a port of a host.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">TCP port of the API.</param>
    /// <param name="resetAllToxicsAndProxiesOnClose">Remove all toxics and enable all proxies on <see cref="Dispose()"/>.</param>
    public Connection(string host, int port, bool resetAllToxicsAndProxiesOnClose = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        _factory = new HttpClientFactory(new Uri($"http://{host}:{port}/"));
        _resetOnClose = resetAllToxicsAndProxiesOnClose;
    }

    /// <summary>A client of this API. Nothing is sent yet.</summary>
    public Client Client() => new(_factory);

    /// <summary>Resets the server if that was asked for.</summary>
    /// <exception cref="ToxiProxiException">The reset failed on the server.</exception>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Resets the server if that was asked for.</summary>
    /// <param name="disposing">False when called by a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _resetOnClose)
        {
            Client().Reset();
        }
    }
}
