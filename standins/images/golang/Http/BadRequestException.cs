namespace Standins.Golang.Http;

/// <summary>What cannot be read as a request; the connection ends after the answer.</summary>
internal sealed class BadRequestException(string status, string? body = null) : Exception(status)
{
    public string Answer { get; } =
        $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n{body ?? status}";
}
