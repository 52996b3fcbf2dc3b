using System.Diagnostics;
using Archiv.Backend.Documents;
using Archiv.Backend.Metrics;
using Archiv.Backend.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Archiv.Backend.Http;

/// <summary>Around each request: turns failures into problem bodies, then counts it and writes one line about it.</summary>
internal sealed class Requests(RequestDelegate next, BackendMetrics metrics, ILogger<Requests> log)
{
    // What nginx calls it: nobody was there any more to receive a status.
    private const int CallerGone = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                var phrase = ReasonPhrases.GetReasonPhrase(context.Response.StatusCode);
                await Problem.WriteAsync(context, context.Response.StatusCode, Code(phrase), phrase + ".");
            }
        }
        catch (Exception failed)
        {
            await AnswerAsync(context, failed);
        }
        Record(context, Stopwatch.GetElapsedTime(began));
    }

    private async Task AnswerAsync(HttpContext context, Exception failed)
    {
        if (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : CallerGone;
            return;
        }
        switch (failed)
        {
            case Unavailable gone:
                log.LogWarning("search unavailable: {Reason}, {Cause}", gone.Reason, gone.InnerException?.Message ?? gone.Message);
                await Problem.WriteAsync(context, 503, gone.Reason, gone.Message, gone.RetryAfterSeconds);
                break;
            case var _ when DatabaseTrouble.Is(failed):
                log.LogWarning("database unavailable: {Cause}", failed.Message);
                var database = Unavailable.Database(failed);
                await Problem.WriteAsync(context, 503, database.Reason, database.Message, database.RetryAfterSeconds);
                break;
            case BadHttpRequestException wrong:
                await Problem.WriteAsync(context, wrong.StatusCode, Code(ReasonPhrases.GetReasonPhrase(wrong.StatusCode)), wrong.Message);
                break;
            default:
                log.LogError(failed, "unexpected failure");
                await Problem.WriteAsync(context, 500, "internal-error", "Something unexpected happened; the log says what.");
                break;
        }
    }

    private void Record(HttpContext context, TimeSpan took)
    {
        var status = context.Response.StatusCode;
        // Route templates only: paths are chosen by callers and would make series without end.
        var uri = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "UNKNOWN";
        var method = context.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "PATCH" or "OPTIONS" ? context.Request.Method : "OTHER";
        var outcome = status switch { < 400 => "SUCCESS", < 500 => "CLIENT_ERROR", _ => "SERVER_ERROR" };
        metrics.Requests.Observe(took, $"method=\"{method}\",uri=\"{uri}\",status=\"{status}\",outcome=\"{outcome}\"");
        if (!uri.StartsWith("/actuator", StringComparison.Ordinal))
        {
            log.LogInformation("{Method} {Uri} {Status} in {Milliseconds} ms", method, uri, status, (long)took.TotalMilliseconds);
        }
    }

    private static string Code(string phrase) => phrase.Replace(' ', '-').ToLowerInvariant();
}
