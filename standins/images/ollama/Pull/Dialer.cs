using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ollama.Pull;

/// <summary>Connects to a registry: names, addresses and certificates fail with the original's words after the original's times.</summary>
internal static class Dialer
{
    /// <summary>What is said of a server that answers in plain HTTP.</summary>
    public const string NoTls = "http: server gave HTTP response to HTTPS client";

    private static readonly TimeSpan NameTimeout = TimeSpan.FromSeconds(10), NoAnswer = TimeSpan.FromSeconds(4), ConnectTimeout = TimeSpan.FromSeconds(30), HandshakeTimeout = TimeSpan.FromSeconds(10);

    public static async Task<Stream> ConnectAsync(Uri url, CancellationToken cancel)
    {
        IPAddress[] addresses = await ResolveAsync(url.Host.Trim('[', ']'), cancel);
        Socket socket = await ConnectAsync(addresses, url.Port, cancel);
        var stream = new NetworkStream(socket, true);
        return url.Scheme == "https" ? await SecureAsync(stream, url.Host, cancel) : stream;
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return [literal];
        }

        string server = NameServer();
        string lookup = $"dial tcp: lookup {host} on {server}";
        var clock = Stopwatch.StartNew();
        try
        {
            IPAddress[] all = await Dns.GetHostAddressesAsync(host, cancel).WaitAsync(NameTimeout, cancel);
            return [.. all.OrderBy(a => a.AddressFamily != AddressFamily.InterNetwork)];
        }
        catch (Exception e) when (e is TimeoutException || (e is SocketException { SocketErrorCode: SocketError.TryAgain } && clock.Elapsed > NoAnswer))
        {
            // The library gives up after ten seconds too, and either may be first.
            throw new DialException($"{lookup}: read udp {LocalEnd(server)}->{server}: i/o timeout");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.TryAgain)
        {
            // The library does not say why: ask whether the name server can be reached at all.
            throw new DialException(Reachable(server) ? $"{lookup}: server misbehaving" : $"{lookup}: dial udp {server}: connect: network is unreachable");
        }
        catch (SocketException)
        {
            throw new DialException($"{lookup}: no such host");
        }
    }

    private static async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConnectTimeout);
        DialException? first = null;
        foreach (IPAddress address in addresses)
        {
            var end = new IPEndPoint(address, port);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(end, limit.Token);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                first ??= new DialException($"dial tcp {end}: {Reason(e.SocketErrorCode)}");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                socket.Dispose();
                throw first ?? new DialException($"dial tcp {end}: i/o timeout");
            }
        }

        throw first ?? new DialException("dial tcp: no addresses");
    }

    public static async Task<Stream> SecureAsync(Stream stream, string host, CancellationToken cancel)
    {
        string? refused = null;
        var first = new FirstBytesStream(stream);
        var tls = new SslStream(first, false, (_, certificate, chain, errors) => (refused = Verdict(host, certificate, chain, errors)) is null);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancel).WaitAsync(HandshakeTimeout, cancel);
            return tls;
        }
        catch (TimeoutException)
        {
            await tls.DisposeAsync();
            throw new DialException("net/http: TLS handshake timeout");
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            await tls.DisposeAsync();
            throw new DialException(
                refused is not null ? "tls: failed to verify certificate: " + refused
                : first.LooksLikeHttp ? NoTls
                : first.Empty ? "EOF"
                : "remote error: tls: handshake failure");
        }
    }

    private static string? Verdict(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        using var x509 = certificate is null ? null : new X509Certificate2(certificate);
        if (x509 is not null && (x509.NotAfter < DateTime.Now || x509.NotBefore > DateTime.Now))
        {
            string relation = x509.NotAfter < DateTime.Now ? $"is after {x509.NotAfter.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}" : $"is before {x509.NotBefore.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}";
            return $"x509: certificate has expired or is not yet valid: current time {DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'} {relation}";
        }

        bool untrusted = chain?.ChainStatus.Any(s => s.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation)) == true;
        if (untrusted || !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "x509: certificate signed by unknown authority";
        }

        string names = string.Join(", ", x509?.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames()) ?? []);
        return names.Length > 0 ? $"x509: certificate is valid for {names}, not {host}" : $"x509: certificate is not valid for any names, but wanted to match {host}";
    }

    private static string Reason(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connect: connection refused",
        SocketError.HostUnreachable => "connect: no route to host",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.TimedOut => "connect: connection timed out",
        SocketError.AddressNotAvailable => "connect: cannot assign requested address",
        SocketError.ConnectionReset => "connect: connection reset by peer",
        _ => "connect: " + error.ToString().ToLowerInvariant(),
    };

    private static string NameServer()
    {
        string? line = File.Exists("/etc/resolv.conf") ? File.ReadLines("/etc/resolv.conf").FirstOrDefault(l => l.StartsWith("nameserver", StringComparison.Ordinal)) : null;
        return (line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "127.0.0.1") + ":53";
    }

    private static bool Reachable(string server) => LocalEnd(server).Length > 0;

    private static string LocalEnd(string server)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(IPEndPoint.Parse(server));
            return Convert.ToString(socket.LocalEndPoint, CultureInfo.InvariantCulture)!;
        }
        catch (Exception e) when (e is SocketException or FormatException)
        {
            return "";
        }
    }
}
