using Standins.Golang.Http;
using Standins.Toxiproxy.Api;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Proxying;

/// <summary>
/// All proxies, behind one lock. Nothing waits for a network while it is held: names are resolved before, and loops never wait.
/// </summary>
internal sealed class ProxyCollection(ServerOptions options, Log log)
{
    private readonly SortedDictionary<string, Proxy> _proxies = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Runs <paramref name="use"/> while nothing else changes the proxies.</summary>
    public T Read<T>(Func<IReadOnlyCollection<Proxy>, T> use)
    {
        lock (_gate)
        {
            return use(_proxies.Values);
        }
    }

    /// <exception cref="ApiError">There is no such proxy, or what <paramref name="use"/> throws.</exception>
    public T With<T>(string name, Func<Proxy, T> use)
    {
        lock (_gate)
        {
            return use(_proxies.GetValueOrDefault(name) ?? throw ApiError.ProxyNotFound);
        }
    }

    public async Task<T> AddAsync<T>(ProxyInput input, Func<Proxy, T> use)
    {
        var listen = await Resolution.OfAsync(input.Listen);
        lock (_gate)
        {
            if (_proxies.ContainsKey(input.Name))
            {
                throw new ApiError(409, "proxy already exists");
            }

            return use(Put(input, listen));
        }
    }

    /// <summary>Adds the proxies one by one until one fails. A proxy that is there with the same addresses stays as it is.</summary>
    /// <returns>What was added or kept, shown; and the failure.</returns>
    public async Task<(int Count, string Shown, ProxyException? Failure)> PopulateAsync(IReadOnlyList<ProxyInput> inputs)
    {
        var listens = await Task.WhenAll(inputs.Select(input => Resolution.OfAsync(input.Listen)));
        lock (_gate)
        {
            var done = new List<Proxy>();
            ProxyException? failure = null;
            try
            {
                for (var i = 0; i < inputs.Count; i++)
                {
                    done.Add(AddOrReplace(inputs[i], listens[i]));
                }
            }
            catch (ProxyException e)
            {
                failure = e;
            }

            return (done.Count, Shown.ListOrNull(done), failure);
        }
    }

    public async Task<T> UpdateAsync<T>(string name, Body body, Func<Proxy, T> use)
    {
        var input = With(name, proxy => new ProxyInput(proxy.Listen, proxy.Upstream, proxy.IsEnabled)).Read(body);
        var listen = await Resolution.OfAsync(input.Listen);
        return With(name, proxy =>
        {
            proxy.Update(listen, input.Upstream, input.Enabled);
            return use(proxy);
        });
    }

    public void Remove(string name)
    {
        lock (_gate)
        {
            With(name, proxy => proxy).Stop();
            _proxies.Remove(name);
        }
    }

    /// <summary>Enables every proxy and removes all toxics; stops at the first proxy that cannot listen.</summary>
    public async Task ResetAsync()
    {
        var texts = Read(all => all.Where(proxy => !proxy.IsEnabled).Select(proxy => proxy.Listen).Distinct().ToList());
        var listens = (await Task.WhenAll(texts.Select(Resolution.OfAsync))).ToDictionary(listen => listen.Text);
        lock (_gate)
        {
            foreach (var proxy in _proxies.Values)
            {
                if (!proxy.IsEnabled && listens.TryGetValue(proxy.Listen, out var listen))
                {
                    proxy.Start(listen);
                }

                foreach (var toxic in proxy.Toxics)
                {
                    proxy.Remove(toxic);
                }
            }
        }
    }

    private Proxy AddOrReplace(ProxyInput input, Resolution listen)
    {
        if (_proxies.TryGetValue(input.Name, out var existing))
        {
            if (!existing.Differs(listen, input.Upstream))
            {
                return existing;
            }

            existing.Stop();
        }

        return Put(input, listen);
    }

    private Proxy Put(ProxyInput input, Resolution listen)
    {
        var proxy = new Proxy(input.Name, input.Listen, input.Upstream, options, log);
        if (input.Enabled)
        {
            proxy.Start(listen);
        }

        return _proxies[input.Name] = proxy;
    }
}
