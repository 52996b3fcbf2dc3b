using System.Text;
using Ollama.Http;

namespace Ollama.Pull;

/// <summary>A call to another host, through the proxy that the environment names for it; the messages of failures are those of Go's client.</summary>
internal static class ProxiedCall
{
    private static readonly TimeSpan TunnelTimeout = TimeSpan.FromMinutes(1);

    public static async Task<HttpCall> SendAsync(string method, Uri url, string target, string headers, string? body, CancellationToken cancel)
    {
        Uri? proxy = ProxyFromEnvironment.For(url);
        Stream stream = proxy is null ? await Dialer.ConnectAsync(url, cancel) : await DialAsync(proxy, cancel);
        try
        {
            if (proxy is not null && url.Scheme == "https")
            {
                stream = await TunnelAsync(stream, proxy, url, cancel);
            }
            else if (proxy is not null)
            {
                (target, headers) = ($"http://{url.Authority}{target}", headers + Login(proxy));
            }

            return await HttpCall.SendAsync(stream, method, url.Authority, target, body, cancel, headers);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream> DialAsync(Uri proxy, CancellationToken cancel)
    {
        try
        {
            return await Dialer.ConnectAsync(proxy, cancel);
        }
        catch (DialException e)
        {
            // Only of the server itself is it said in plain words that it speaks no TLS.
            throw new DialException("proxyconnect tcp: " + (e.Message == Dialer.NoTls ? "tls: first record does not look like a TLS handshake" : e.Message));
        }
    }

    private static async Task<Stream> TunnelAsync(Stream stream, Uri proxy, Uri url, CancellationToken cancel)
    {
        string end = $"{url.Host}:{url.Port}";
        HttpCall answer;
        try
        {
            answer = await HttpCall.SendAsync(stream, "CONNECT", end, end, null, cancel, "User-Agent: Go-http-client/1.1\r\n" + Login(proxy)).WaitAsync(TunnelTimeout, cancel);
        }
        catch (TimeoutException)
        {
            throw new DialException("context deadline exceeded");
        }
        catch (IOException e) when (e.Message == "EOF")
        {
            throw new DialException("unexpected EOF");
        }

        return answer.Status == 200 ? await Dialer.SecureAsync(stream, url.Host, cancel) : throw new DialException(answer.Reason);
    }

    /// <summary>The user and password that stand in the proxy's address.</summary>
    private static string Login(Uri proxy)
    {
        string user = Uri.UnescapeDataString(proxy.UserInfo) + (proxy.UserInfo.Contains(':', StringComparison.Ordinal) ? "" : ":");
        return proxy.UserInfo.Length == 0 ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}\r\n";
    }
}
