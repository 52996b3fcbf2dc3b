using System.Net.Security;
using System.Security.Authentication;
using Archiv.Tests.Support.Clients;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>TLS at the edge.</summary>
public sealed class TransportRows
{
    private static readonly int[] Refusals = [400, 403, 421, 426, 497];
    private static readonly int[] Redirects = [301, 302, 307, 308];

    [Test, Guarantee("H22", Kind.Live)]
    public async Task Plain_HTTP_from_outside_must_be_refused_or_redirected_and_TLS_must_end_at_the_proxy()
    {
        var deployed = await Deployment.Seen();
        var (stack, services, kernel) = deployed;
        var site = new Uri(stack.Profile.Required("SEARCH_URL"));
        var seen = deployed.Observe();
        List<string> proof = [];

        foreach (var (service, port) in services.SelectMany(service => service.Published.Select(bound => (service, bound.Port))))
        {
            var plain = await PlainHttp.Get(port, site.Host, new Uri(stack.Profile.Required("HEALTH_URL")).PathAndQuery);
            var refused = plain.Status is null || Refusals.Contains(plain.Status.Value)
                || (Redirects.Contains(plain.Status.Value) && plain.Location?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);
            seen.Add(service.State.Name, refused, $"plain HTTP on port {port} refused or redirected to https", plain.ToString());
            proof.Add($"plain HTTP on {port}: {plain}");
        }

        var front = services.First(service => service.Name == stack.Profile.Proxy);
        var (protocol, trouble) = await Handshake(site);
        seen.Add(front.State.Name, protocol is SslProtocols.Tls12 or SslProtocols.Tls13, $"TLS 1.2 or 1.3 on {site.Authority} with a certificate for that name", trouble ?? $"{protocol}");

        // Behind the proxy the application speaks plain HTTP: what is encrypted there would not have ended at the proxy.
        var backend = services.First(service => service.Name == stack.Profile.Backend);
        var from = $"container:{front.State.Id}";
        var ports = kernel[backend.Name].Ports;
        var addresses = backend.Addresses.Where(network => front.Addresses.ContainsKey(network.Key)).SelectMany(network => ports.Select(port => $"{network.Value}:{port}"));
        // Whatever the status: wget shows the answer's first line also where it is an error for it.
        var heads = (await stack.Beside.Probe(from, ["sh", "-c", "for at in \"$@\"; do wget -q -S -T 3 -O /dev/null \"http://$at/\" 2>&1 | grep -oE 'HTTP/1[^ ]* [0-9]+' | head -n 1; done; true", "sh", .. addresses])).Output.Trim().Split('\n');

        seen.Add(backend.State.Name, Array.Exists(heads, head => head.StartsWith("HTTP/1", StringComparison.Ordinal)), "the application to answer the proxy in plain HTTP", $"it answers [{string.Join(", ", heads)}]");
        seen.Judge($"{protocol} at the proxy, plain HTTP behind it; {string.Join("; ", proof)}");
    }

    private static async Task<(SslProtocols Protocol, string? Trouble)> Handshake(Uri site)
    {
        try
        {
            using var client = await PlainHttp.Connect(site.Port);
            // Locally the proxy signs by an authority of its own; the name must be right all the same.
            using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, static (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0);
            await tls.AuthenticateAsClientAsync(site.Host);
            return (tls.SslProtocol, null);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or System.Net.Sockets.SocketException)
        {
            return (SslProtocols.None, refused.Message);
        }
    }
}
