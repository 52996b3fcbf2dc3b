using System.Net;
using System.Net.Sockets;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Kernel;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>Who reaches whom: from outside, and between networks.</summary>
public sealed class NetworkRows
{
    // RFC 5737: an address that nobody has.
    private static readonly IPAddress Documentation = IPAddress.Parse("192.0.2.1");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Test, Guarantee("H12", Kind.Live)]
    public async Task Only_the_proxy_may_listen_on_the_host_and_only_on_the_loopback()
    {
        var deployed = await Deployment.Seen();
        var (stack, services, kernel) = deployed;
        var seen = deployed.Observe();

        foreach (var service in services)
        {
            seen.Add(service.State.Name, service.Name == stack.Profile.Proxy || service.Published.Count == 0, "no port on the host, which is the proxy's part", $"it publishes {string.Join(", ", service.Published)}");
            foreach (var (address, port) in service.Published)
            {
                seen.Add(service.State.Name, IPAddress.TryParse(address, out var bound) && IPAddress.IsLoopback(bound), $"port {port} bound to the loopback", $"it is bound to {address}");
                var open = kernel.HostListening.Where(socket => socket.Port == port && !socket.OnlyItself).ToList();
                seen.Add(service.State.Name, open.Count == 0, $"nobody to listen on port {port} of another address of the host", $"{string.Join(", ", open)} is open");
                var reached = Outside(port);
                seen.Add(service.State.Name, reached is null, $"port {port} refused on the host's outward address", $"{reached} answers");
            }
        }

        var published = services.SelectMany(service => service.Published).ToList();
        seen.Add(services[0].State.Name, published.Count > 0, "the proxy to be published", "nothing is published");
        seen.Judge($"{services.Count} containers publish {string.Join(", ", published.Select(port => $"{port.Address}:{port.Port}"))} and nothing else");
    }

    [Test, Guarantee("H13", Kind.Live)]
    public async Task A_second_application_on_the_model_network_must_reach_the_model_and_nothing_of_the_first()
    {
        var deployed = await Deployment.Seen();
        var (stack, kernel) = (deployed.Stack, deployed.Kernel);
        var (model, backend) = (deployed[stack.Profile.Ollama], deployed[stack.Profile.Backend]);
        if (!model.Runs)
        {
            Unjudged.Because($"the model server does not run (it is {model.State.Status}), so that nobody can reach it");
        }

        DeployedService[] private_ = [deployed[stack.Profile.Db], deployed[stack.Profile.Cache]];
        var seen = deployed.Observe();

        List<(string Host, int Port)> own = [.. private_.SelectMany(service => Targets(service, kernel))];
        var control = await Reach.From(stack, $"container:{backend.State.Id}", own);
        seen.Add(backend.State.Name, private_.All(service => Targets(service, kernel).Any(control.Contains)), "the first application to reach its database and its cache", $"it reaches {Text(control)} of {Text(own)}");
        foreach (var service in private_)
        {
            var shared = service.Addresses.Keys.Intersect(backend.Addresses.Keys).Except(model.Addresses.Keys);
            seen.Add(service.State.Name, shared.Any(), "a network with the application that the model server is not on", $"it is on {string.Join(", ", service.Addresses.Keys)}");
        }

        foreach (var network in model.Addresses.Keys)
        {
            var served = Targets(model, kernel).Where(target => target.Host == model.Addresses[network]).ToList();
            var reached = await Reach.From(stack, network, served);
            seen.Add(model.State.Name, reached.Count > 0, $"a second application on {network} to reach the model server", $"it reaches none of {Text(served)}");
            // By name, too: what the network's name server gives away is half the way.
            List<(string Host, int Port)> forbidden = [.. own, .. private_.SelectMany(service => kernel[service.Name].Ports.Select(port => (service.Name, port)))];
            // While somebody creates a network, the engine takes the wall between bridges down for an instant; what counts is what lasts.
            var open = await Lasting(stack, network, forbidden);
            seen.Add(open.Count == 0 ? model.State.Name : Owner(open[0].Host, private_), open.Count == 0, $"a second application on {network} not to reach the first one's database or cache", $"it reaches {Text(open)}");
        }

        seen.Judge($"from {string.Join(", ", model.Addresses.Keys)} the model server is reached, and none of {Text(own)}, which the first application reaches");
    }

    private static async Task<IReadOnlyList<(string Host, int Port)>> Lasting(Stack stack, string network, IReadOnlyList<(string Host, int Port)> targets)
    {
        var clock = TimeProvider.System.GetTimestamp();
        IReadOnlyList<(string Host, int Port)> open;
        do
        {
            open = await Reach.From(stack, network, targets);
        }
        while (open.Count > 0 && TimeProvider.System.GetElapsedTime(clock) < Patience);

        return open;
    }

    private static List<(string Host, int Port)> Targets(DeployedService service, KernelView kernel) =>
        [.. service.Addresses.Values.Where(address => address.Length > 0).SelectMany(address => kernel[service.Name].Ports.Select(port => (address, port)))];

    private static string Owner(string host, IEnumerable<DeployedService> services) =>
        services.First(service => service.Name == host || service.Addresses.Values.Contains(host)).State.Name;

    private static string Text(IEnumerable<(string Host, int Port)> targets) => string.Join(", ", targets.Select(target => $"{target.Host}:{target.Port}").DefaultIfEmpty("nothing"));

    // Only where the engine publishes on this machine can it be tried from outside of the loopback.
    private static IPEndPoint? Outside(int port) =>
        EngineEndpoint.Address.Scheme == "unix" && OwnAddress() is { } own && new IPEndPoint(own, port) is var there && Answers(there) ? there : null;

    // The address from which this machine would go out; nothing is sent. A list of all its interfaces cannot be read while containers come and go.
    private static IPAddress? OwnAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(Documentation, 9);
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static bool Answers(IPEndPoint there)
    {
        using var socket = new Socket(there.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            return socket.ConnectAsync(there).Wait(TimeSpan.FromSeconds(1)) && socket.Connected;
        }
        catch (AggregateException)
        {
            return false;
        }
    }
}
