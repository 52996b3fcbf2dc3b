using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Standins.Toxiproxy.Loop;
using Standins.Toxiproxy.Proxying;

namespace Standins.Toxiproxy.Cli;

/// <summary>Calls a server's API.</summary>
internal sealed class ApiClient(string host) : IDisposable
{
    private readonly string _host = (host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host).TrimEnd('/');
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _http.Dispose();

    public JsonNode? Get(string path) => Send(HttpMethod.Get, path, null);

    public JsonNode? Post(string path, JsonNode body) => Send(HttpMethod.Post, path, body);

    public JsonNode? Patch(string path, JsonNode body) => Send(HttpMethod.Patch, path, body);

    public void Delete(string path) => Send(HttpMethod.Delete, path, null);

    public static string Escape(string name) => Uri.EscapeDataString(name);

    /// <exception cref="ApiException">The server cannot be reached or answers with an error.</exception>
    private JsonNode? Send(HttpMethod method, string path, JsonNode? body)
    {
        var verb = method == HttpMethod.Get ? "Get" : method == HttpMethod.Post ? "Post" : method == HttpMethod.Patch ? "Patch" : "Delete";
        try
        {
            using var request = new HttpRequestMessage(method, _host + path);
            request.Headers.Add("User-Agent", "toxiproxy-cli/v2.12.0 linux/amd64");
            if (body != null)
            {
                request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            }

            using var response = _http.Send(request);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            var text = reader.ReadToEnd();
            return response.IsSuccessStatusCode
                ? text.Length > 0 ? JsonNode.Parse(text) : null
                : throw new ApiException($"HTTP {(int)response.StatusCode}: {ErrorOf(text)}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            var target = Uri.TryCreate(_host, UriKind.Absolute, out var uri) ? uri.Authority : _host;
            var why = e switch
            {
                { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } } =>
                    $"dial tcp: lookup {uri?.Host} on {ListenAddress.NameServer()}:53: no such host",
                { InnerException: SocketException socket } => $"dial tcp {target}: connect: {Libc.Describe(socket.NativeErrorCode)}",
                _ => e.Message,
            };
            throw new ApiException($"fail to request: {verb} \"{_host}{path}\": {why}");
        }
    }

    private static string ErrorOf(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["error"]?.GetValue<string>() ?? text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return text.TrimEnd();
        }
    }
}
