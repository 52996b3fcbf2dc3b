using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Standins.Toxiproxy.Api;

/// <summary>The fields of a proxy that a body may set; they start with the values that hold when the body is silent.</summary>
internal sealed class ProxyInput
{
    private string _name = "";
    private string _listen = "";
    private string _upstream = "";
    private bool _enabled = true;

    public ProxyInput()
    {
    }

    public ProxyInput(string listen, string upstream, bool enabled) => (_listen, _upstream, _enabled) = (listen, upstream, enabled);

    public string Name => _name;

    public string Listen => _listen;

    public string Upstream => _upstream;

    public bool Enabled => _enabled;

    /// <summary>Reads one proxy object.</summary>
    public ProxyInput Read(Body body)
    {
        ApiError.Decode(body, (node, decoder) => Read(node, decoder, "Go value of type toxiproxy.Proxy", "Proxy.", "Proxy."));
        return this;
    }

    /// <summary>Reads a list of proxies and checks every one before any is used.</summary>
    public static List<ProxyInput> ReadList(Body body)
    {
        const string itemType = "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";
        var list = new List<ProxyInput>();
        ApiError.Decode(body, (node, decoder) => decoder.Array(node, $"Go value of type []{itemType}", item =>
        {
            var input = new ProxyInput();
            input.Read(item, decoder, $"Go value of type {itemType}", ".Proxy.", ".");
            list.Add(input);
        }));
        for (var i = 0; i < list.Count; i++)
        {
            list[i].Check($" at proxy {i + 1}");
        }

        return list;
    }

    /// <exception cref="ApiError">Name or upstream is missing.</exception>
    public void Check(string where = "")
    {
        if (Name.Length == 0)
        {
            throw ApiError.Missing("name" + where);
        }

        if (Upstream.Length == 0)
        {
            throw ApiError.Missing("upstream" + where);
        }
    }

    private void Read(JsonValue node, GoDecoder decoder, string target, string prefix, string enabledPrefix) => decoder.Object(node, target, (name, value) =>
    {
        switch (name)
        {
            case "name":
                decoder.String(value, prefix + name, ref _name);
                break;
            case "listen":
                decoder.String(value, prefix + name, ref _listen);
                break;
            case "upstream":
                decoder.String(value, prefix + name, ref _upstream);
                break;
            case "enabled":
                decoder.Bool(value, enabledPrefix + name, ref _enabled);
                break;
        }
    });
}
