using Standins.Toxiproxy.Http;

namespace Standins.Toxiproxy.Api;

/// <summary>What answers a request, under the name that the log gives it.</summary>
internal sealed record Route(string Name, Func<byte[], Task<HttpResponse>> HandleAsync)
{
    public Route(string name, Func<byte[], HttpResponse> handle)
        : this(name, body => Task.FromResult(handle(body)))
    {
    }
}
