namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>One request and what the original answered to it.</summary>
/// <param name="Id">What it shows.</param>
/// <param name="Transcript">Where that was recorded, or "source" where it was read.</param>
/// <param name="Request">Method, path and body, as in <c>POST /api/show {"model":"tiny"}</c>.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Type">Its content type, or nothing.</param>
/// <param name="Body">Its body, see <see cref="BodyPattern"/>.</param>
internal sealed record HttpCase(string Id, string Transcript, string Request, int Status, string Type, string Body)
{
    public const string Json = "application/json; charset=utf-8", BareJson = "application/json", Lines = "application/x-ndjson", Text = "text/plain", TextUtf8 = "text/plain; charset=utf-8";

    /// <summary>Why the stand-in answers otherwise; such a case fails when it no longer does.</summary>
    public string KnownDifference { get; init; } = "";

    /// <summary>What the stand-in answers where a difference is known: status, content type and body.</summary>
    public (int Status, string Type, string Body) Instead { get; init; } = (404, Text, "404 page not found");

    /// <summary>Headers of the answer that must be there, as <c>Allow: POST</c>.</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>A request to /api/generate that must come before.</summary>
    public string First { get; init; } = "";

    /// <summary>Headers of the request.</summary>
    public string Send { get; init; } = "";

    public override string ToString() => Id;
}
