using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Both ends of a connection through the proxy.</summary>
internal sealed record Pair(Socket Client, Socket Server) : IDisposable
{
    public Socket From(string stream) => stream == "upstream" ? Client : Server;

    public Socket To(string stream) => stream == "upstream" ? Server : Client;

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}

/// <summary>A proxy of its own for a case, with an upstream that the case plays itself.</summary>
internal sealed class TestProxy : IDisposable
{
    private readonly TcpListener _upstream = new(IPAddress.Loopback, 0);
    private readonly HttpClient _http;

    public TestProxy(Uri? server = null, string? upstream = null)
    {
        Api = server ?? Target.Server;
        _http = new HttpClient { BaseAddress = Api, Timeout = Wire.Patience };
        _upstream.Start();
        Upstream = upstream ?? $"{_upstream.LocalEndpoint}";
        var listen = Api.Host == "127.0.0.1" || Api.Host == "localhost" ? "127.0.0.1:0" : "0.0.0.0:0";
        var created = Call("POST", "proxies", new JsonObject { ["name"] = Name, ["listen"] = listen, ["upstream"] = Upstream });
        Port = int.Parse($"{created["listen"]}".Split(':')[^1], null);
    }

    public Uri Api { get; }

    public string Name { get; } = $"case-{Guid.NewGuid():N}";

    public int Port { get; }

    /// <summary>The upstream it was made with.</summary>
    public string Upstream { get; }

    /// <summary>Opens a connection through the proxy.</summary>
    public Pair Open()
    {
        var client = Connect();
        var server = _upstream.AcceptSocketAsync().WaitAsync(Wire.Patience).GetAwaiter().GetResult();
        server.NoDelay = true;
        return new(client, server);
    }

    /// <summary>Connects to the proxy, whatever is behind it.</summary>
    public Socket Connect()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.Connect(Api.Host, Port);
        return client;
    }

    public void AddToxic(string type, string stream, string attributes = "{}", double toxicity = 1, string name = "t") => Call("POST", $"proxies/{Name}/toxics", new JsonObject
    {
        ["name"] = name,
        ["type"] = type,
        ["stream"] = stream,
        ["toxicity"] = toxicity,
        ["attributes"] = JsonNode.Parse(attributes),
    });

    public void UpdateToxic(string attributes, string name = "t") => Call("PATCH", $"proxies/{Name}/toxics/{name}", new JsonObject { ["attributes"] = JsonNode.Parse(attributes) });

    public void RemoveToxic(string name = "t") => Call("DELETE", $"proxies/{Name}/toxics/{name}");

    public void Patch(string body) => Call("PATCH", $"proxies/{Name}", JsonNode.Parse(body));

    /// <summary>Calls the API; an error fails the case.</summary>
    public JsonNode Call(string method, string path, JsonNode? body = null)
    {
        var (status, text) = TryCall(method, path, body?.ToJsonString());
        return status < 300 ? JsonNode.Parse(text.Length > 0 ? text : "{}")! : throw new HttpRequestException($"{method} {path}: {status} {text}");
    }

    public (int Status, string Text) TryCall(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = _http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return ((int)response.StatusCode, reader.ReadToEnd());
    }

    public void Dispose()
    {
        TryCall("DELETE", $"proxies/{Name}");
        _http.Dispose();
        _upstream.Dispose();
    }
}
