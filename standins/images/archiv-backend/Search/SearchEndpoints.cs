using Archiv.Backend.Http;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Search;

/// <summary>POST /api/search/nl.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this WebApplication app) =>
        app.MapPost("/api/search/nl", async (HttpContext context, NlSearch search, BackendSettings settings) =>
        {
            var body = await JsonBody.ReadAsync(context.Request, Wire.Json.SearchQuestion);
            var question = Question.Check(body.Question, out var problem) ?? throw new BadHttpRequestException(problem);
            var left = settings.FinishesAbandoned ? CancellationToken.None : context.RequestAborted;
            return Results.Json(await search.FindAsync(question, left), Wire.Json.SearchAnswer);
        });
}
