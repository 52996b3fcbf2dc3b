using System.Net.Sockets;

namespace Docker.DotNet.Engine;

/// <summary>Turns an endpoint into an HTTP handler and the address to use with it.</summary>
internal static class EngineTransport
{
    private const int UsualPort = 2375;
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);

    public static (SocketsHttpHandler Handler, Uri Address) For(Uri endpoint)
    {
        // An engine on this or a test's own host is never behind a proxy.
        var handler = new SocketsHttpHandler { ConnectTimeout = Connecting, UseProxy = false };
        switch (endpoint.Scheme)
        {
            case "unix":
                handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(endpoint.LocalPath, cancellationToken);
                return (handler, new Uri("http://docker/"));
            case "tcp":
            case "http":
                return (handler, new UriBuilder(Uri.UriSchemeHttp, endpoint.Host, endpoint.Port < 0 ? UsualPort : endpoint.Port).Uri);
            default:
                handler.Dispose();
                throw new NotSupportedException(
                    $"The endpoint {endpoint} needs the package {PackageFor(endpoint.Scheme)}: build with -p:Packages=upstream.");
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string PackageFor(string scheme) => scheme switch
    {
        "npipe" => "Docker.DotNet.Enhanced.NPipe",
        "https" => "Docker.DotNet.Enhanced.X509",
        _ => "Docker.DotNet.Enhanced",
    };
}
