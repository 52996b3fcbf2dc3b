using System.Text;
using Ollama.Http;
using Ollama.Server;
using Ollama.Store;
using Standins.Golang.Json;

namespace Ollama.Pull;

/// <summary>The calls of a pull to a registry. The first that cannot be made ends the pull: there is no second try for a manifest.</summary>
internal sealed class Registry(ModelName name, bool insecure)
{
    private const string Agent = "User-Agent: ollama/" + ServeCommand.Version + " (amd64 linux) Go/go1.24.4\r\n";
    private const int MaxRedirects = 10;

    private readonly string _base = $"{(insecure ? "http" : "https")}://{name.Host}/v2/{name.Namespace}/{name.Model}/";

    public async Task<byte[]> ManifestAsync(CancellationToken cancel)
    {
        try
        {
            await using HttpCall call = await CheckedAsync("GET", GoUrl.Parse("Get", _base + "manifests/" + name.Tag),
                Agent + "Accept: application/vnd.docker.distribution.manifest.v2+json\r\n", cancel);
            return await call.BodyAsync(cancel);
        }
        catch (Exception e) when (e is IOException)
        {
            throw new ApiException(500, "pull model manifest: " + e.Message);
        }
    }

    public async Task<long> SizeAsync(Layer layer, CancellationToken cancel)
    {
        await using HttpCall call = await CheckedAsync("HEAD", Blob(layer), Agent, cancel);
        return call.Length;
    }

    /// <summary>Where the bytes are: the other host that the registry points to, or the address in a header <c>Location</c>.</summary>
    /// <exception cref="ApiException">It answers in a way that no second question would change.</exception>
    public async Task<Uri> DirectAsync(Layer layer, CancellationToken cancel)
    {
        Uri url = Blob(layer);
        for (int i = 0; i <= MaxRedirects; i++)
        {
            await using HttpCall call = await SendAsync("GET", url, Agent, cancel);
            await CheckAsync(call, cancel);
            if (!call.Headers.TryGetValue("Location", out string? location))
            {
                throw new ApiException(500, "http: no Location header in response");
            }

            Uri next = Next(url, location == "?" ? url.AbsolutePath + "?" : location);
            if (call.Status is < 300 or >= 400 || next.Host != url.Host)
            {
                return call.Status is 200 or 307 ? next : throw new ApiException(500, $"unexpected status code {call.Status}");
            }

            url = next;
        }

        throw new DialException($"Get \"{url}\": maximum redirects exceeded ({MaxRedirects}) for directURL");
    }

    /// <summary>One part of a blob, wherever it has moved to. The caller disposes of it.</summary>
    public static Task<HttpCall> PartAsync(Uri direct, long from, long to, CancellationToken cancel)
        => FollowAsync("GET", direct, $"User-Agent: Go-http-client/1.1\r\nRange: bytes={from}-{to}\r\n", cancel);

    private Uri Blob(Layer layer) => GoUrl.Parse("Get", _base + "blobs/" + layer.Digest);

    private static Uri Next(Uri url, string location)
        => Uri.TryCreate(url, location, out Uri? next) ? next : throw new DialException($"Get \"{url}\": failed to parse Location header {GoQuote.Double(location)}");

    private static async Task<HttpCall> CheckedAsync(string method, Uri url, string headers, CancellationToken cancel)
    {
        HttpCall call = await FollowAsync(method, url, headers, cancel);
        await CheckAsync(call, cancel);
        return call;
    }

    private static async Task<HttpCall> FollowAsync(string method, Uri url, string headers, CancellationToken cancel)
    {
        for (int i = 0; ; i++)
        {
            HttpCall call = await SendAsync(method, url, headers, cancel);
            if (i < MaxRedirects && call.Status is 301 or 302 or 303 or 307 or 308 && call.Headers.TryGetValue("Location", out string? location))
            {
                await call.DisposeAsync();
                url = Next(url, location);
                continue;
            }

            return call;
        }
    }

    private static async Task CheckAsync(HttpCall call, CancellationToken cancel)
    {
        if (call.Status >= 400)
        {
            string body = await TextAsync(call, cancel);
            await call.DisposeAsync();
            throw new DialException(call.Status == 404 ? "file does not exist" : $"{call.Status}: {body}");
        }
    }

    /// <summary>What an error says, or why that could not be read.</summary>
    private static async Task<string> TextAsync(HttpCall call, CancellationToken cancel)
    {
        try
        {
            return Encoding.UTF8.GetString(await call.BodyAsync(cancel, 4096));
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    private static async Task<HttpCall> SendAsync(string method, Uri url, string headers, CancellationToken cancel)
    {
        try
        {
            return await ProxiedCall.SendAsync(method, url, url.PathAndQuery, headers + "Accept-Encoding: identity\r\nConnection: close\r\n", null, cancel);
        }
        catch (IOException e)
        {
            string message = $"{method[0]}{method[1..].ToLowerInvariant()} \"{url}\": {e.Message}";
            Log.Info("images.go:730", "request failed: " + message);
            throw new DialException(message);
        }
    }
}
