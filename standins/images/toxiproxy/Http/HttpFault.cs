namespace Standins.Toxiproxy.Http;

/// <summary>A request that cannot be read. The answer has no headers but a type, and the connection closes.</summary>
internal sealed class HttpFault(string status, string? body = null) : Exception
{
    public string Response => $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n{body ?? status}";
}
