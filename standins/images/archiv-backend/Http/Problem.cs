using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Archiv.Backend.Http;

/// <summary>An RFC 9457 body. <paramref name="Reason"/> is a stable code; nothing in it names a host or an exception.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Reason, string? TraceId)
{
    public static Task WriteAsync(HttpContext context, int status, string reason, string detail, int? retryAfterSeconds = null)
    {
        if (retryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        context.Response.StatusCode = status;
        var problem = new Problem($"urn:archiv:problem:{reason}", ReasonPhrases.GetReasonPhrase(status), status, detail, reason, Activity.Current?.TraceId.ToString());
        // What failed for the caller's deadline can still be said; a caller who has gone hears nothing.
        return context.Response.WriteAsJsonAsync(problem, Wire.Json.Problem, "application/problem+json", CancellationToken.None);
    }
}
