using System.Text;

namespace Standins.Toxiproxy.Http;

/// <summary>An answer: headers beside Date, Content-Length and Connection, which the server adds behind them.</summary>
internal sealed record HttpResponse(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>Sent in one chunk instead of with a length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Messages and errors for the log.</summary>
    public IReadOnlyList<(string Message, string Error)> Complaints { get; init; } = [];

    public static HttpResponse Empty(int status) => new(status, []);

    public static HttpResponse Json(int status, string body, string type = "application/json") => new(status, Encoding.UTF8.GetBytes(body), ("Content-Type", type));

    /// <summary>An error as Go's server writes it: always plain text, whatever the text is, with a newline at the end.</summary>
    public static HttpResponse Error(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text + "\n"), ("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff"));

    public HttpResponse With(string name, string value) =>
        this with { Headers = [.. Headers.Append((name, value)).OrderBy(header => header.Item1, StringComparer.Ordinal)] };
}
