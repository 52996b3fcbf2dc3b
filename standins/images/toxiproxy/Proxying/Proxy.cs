using System.Collections.Immutable;
using System.Net;
using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Server;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Proxying;

/// <summary>A proxy: a listener, an upstream and toxics. Changed under the collection's lock only; loops read the current values.</summary>
internal sealed class Proxy
{
    private readonly ProxyOnLoop[] _onLoops;
    private Listener? _listener;
    private ImmutableArray<Toxic> _toxics = [];

    public Proxy(string name, string listen, string upstream, ServerOptions options, Log log)
    {
        (Name, Listen, Upstream, Options) = (name, listen, upstream, options);

        // As in the original, lines keep the addresses that the proxy was made with.
        Log = log.With(("name", name), ("listen", listen), ("upstream", upstream));
        _onLoops = new ProxyOnLoop[options.Loops.Count];
        options.Loops.RunOnAll(loop => _onLoops[loop.Index] = new ProxyOnLoop(loop));
    }

    public string Name { get; }

    /// <summary>The bound address once the proxy ran, else the text it was given.</summary>
    public string Listen { get; private set; }

    public string Upstream { get; private set; }

    public bool IsEnabled => _listener != null;

    public ServerOptions Options { get; }

    public Log Log { get; }

    /// <summary>Toxics of both streams in the order of addition.</summary>
    public ImmutableArray<Toxic> Toxics => _toxics;

    /// <summary>Toxics in the order of the API: upstream first.</summary>
    public IEnumerable<Toxic> OrderedToxics => _toxics.OrderByDescending(toxic => toxic.IsUpstream);

    public Toxic? FindToxic(string name) => _toxics.FirstOrDefault(toxic => toxic.Name == name);

    /// <exception cref="ProxyException">The address cannot be listened on.</exception>
    public void Start(Resolution listen)
    {
        _listener = new Listener(this, listen.Address ?? throw new ProxyException($"listen tcp: {listen.Error}"));
        Log.Write(LogLevel.Info, "proxy.go:123", "Started proxy");
        Listen = _listener.Address;
    }

    /// <summary>Stops listening and closes all connections.</summary>
    public void Stop()
    {
        if (_listener == null)
        {
            return;
        }

        _listener.Close();
        _listener = null;
        Options.Loops.RunOnAll(loop => On(loop).CloseAll());
        Log.Write(LogLevel.Info, "proxy.go", "Terminated proxy");
    }

    /// <exception cref="ProxyException">The new address cannot be parsed or resolved.</exception>
    public bool Differs(Resolution listen, string upstream) =>
        listen.Address == null ? throw new ProxyException(listen.Error!) : Listen != listen.Address.ToString() || Upstream != upstream;

    /// <exception cref="ProxyException">The new address is bad, or taken; then the proxy is left stopped.</exception>
    public void Update(Resolution listen, string upstream, bool enabled)
    {
        if (Differs(listen, upstream))
        {
            Stop();
            (Listen, Upstream) = (listen.Text, upstream);
        }

        if (enabled && !IsEnabled)
        {
            Start(listen);
        }
        else if (!enabled)
        {
            Stop();
        }
    }

    public void Add(Toxic toxic)
    {
        _toxics = _toxics.Add(toxic);
        ForEachLink(toxic, link => link.Add(toxic));
    }

    /// <summary>Lets running connections know that the toxic's values have changed.</summary>
    public void Updated(Toxic toxic) => ForEachLink(toxic, link => link.Update(toxic));

    public void Remove(Toxic toxic)
    {
        _toxics = _toxics.Remove(toxic);
        ForEachLink(toxic, link => link.Remove(toxic));
    }

    public ProxyOnLoop On(EventLoop loop) => _onLoops[loop.Index];

    /// <summary>Takes a client that was accepted on <paramref name="loop"/>.</summary>
    public void Dial(EventLoop loop, int client, IPEndPoint address)
    {
        Log.Write(LogLevel.Info, "proxy.go", "Accepted client", ("client", address.ToString()));
        new Dialing(this, loop, client, address).Start();
    }

    private void ForEachLink(Toxic toxic, Action<Link> change) => Options.Loops.RunOnAll(loop => On(loop).ForEachLink(toxic, change));
}
