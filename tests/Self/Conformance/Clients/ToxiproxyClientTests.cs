using Archiv.Tests.Self.Conformance.Toxiproxy;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Clients;

/// <summary>toxiproxy-node-client: every call, and what some of them do to the traffic. Against the server of CONFORMANCE_TOXIPROXY too, if that has no proxies.</summary>
[Category("Npm"), NonParallelizable]
public sealed class ToxiproxyClientTests
{
    [Test]
    public async Task Every_call_of_toxiproxy_node_client_works()
    {
        using var own = Target.Foreign is null ? ProxyServer.Start() : null;

        await NpmClient.MustPassAsync("toxiproxy", ("SERVER", (own?.Api ?? Target.Server).GetLeftPart(UriPartial.Authority)));
    }
}
