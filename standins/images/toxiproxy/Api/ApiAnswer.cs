using System.Text;

namespace Standins.Toxiproxy.Api;

/// <summary>What the API answers.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Type">Of the body; null without one.</param>
/// <param name="Body">May be empty.</param>
internal sealed record ApiAnswer(int Status, string? Type, byte[] Body)
{
    /// <summary>A header of its own.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>Messages and errors for the log.</summary>
    public IReadOnlyList<(string Message, string Error)> Complaints { get; init; } = [];

    public static ApiAnswer Empty(int status) => new(status, null, []);

    public static ApiAnswer Json(int status, string body, string type = "application/json") => new(status, type, Encoding.UTF8.GetBytes(body));

    /// <summary>An error as Go's server writes it: always plain text, whatever the text is, with a newline at the end.</summary>
    public static ApiAnswer Error(int status, string text) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n")) { Header = ("X-Content-Type-Options", "nosniff") };
}
