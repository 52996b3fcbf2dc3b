using Standins.Golang.Http;

namespace Standins.Toxiproxy.Api;

/// <summary>What answers a request, under the name that the log gives it.</summary>
internal sealed record Route(string Name, Func<Body, Task<ApiAnswer>> HandleAsync)
{
    public Route(string name, Func<Body, ApiAnswer> handle)
        : this(name, body => Task.FromResult(handle(body)))
    {
    }
}
