using System.Text.Json.Nodes;

namespace Archiv.Tests.Support.Clients;

/// <summary>One HTTP exchange as the caller saw it; a transport error is an answer too.</summary>
/// <param name="Request">Method, path and body that were sent.</param>
/// <param name="Status">Status code, 0 where no answer came.</param>
/// <param name="ContentType">Media type without parameters.</param>
/// <param name="RetryAfter">The header's text, null where absent.</param>
/// <param name="Body">The whole body as text.</param>
/// <param name="Error">The transport error, null where an answer came.</param>
/// <param name="Elapsed">From the first byte sent to the last received.</param>
/// <param name="At">When it was sent (UTC).</param>
/// <param name="Headers">All headers of the answer, a line each.</param>
public sealed record Answer(
    string Request, int Status, string? ContentType, string? RetryAfter, string Body, string? Error, TimeSpan Elapsed, DateTimeOffset At = default, string Headers = "")
{
    /// <summary>True where the caller gave up waiting.</summary>
    public bool HungUp { get; init; }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is none.</exception>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>A search's result: 200 with the filters that its question became and the documents found, not the page or the empty list of somebody in between.</summary>
    public bool IsResult => Status == 200 && Fields() is { } body && body["documents"] is JsonArray && body["filters"] is JsonObject;

    /// <summary>A refusal that tells its caller what is the matter and when to come again: 503 as problem+json with Retry-After.</summary>
    public bool IsRefusal => Status == 503 && ContentType == "application/problem+json" && !string.IsNullOrEmpty(RetryAfter);

    private JsonObject? Fields()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The whole exchange for a file of evidence.</summary>
    public string InFull() => $"""
        {At:HH:mm:ss.fff} {Request}
        {(Error is null ? Status.ToString(System.Globalization.CultureInfo.InvariantCulture) : Error)} after {Elapsed.TotalSeconds:0.000} s
        {Headers}
        {Body}
        """;

    /// <summary>One line for a report.</summary>
    public override string ToString() =>
        $"{(Error is null ? Status.ToString(System.Globalization.CultureInfo.InvariantCulture) : Error)} after {Elapsed.TotalSeconds:0.00} s ({Request}): {Body[..Math.Min(Body.Length, 200)]}";
}
