using Archiv.Backend.Http;

namespace Archiv.Backend.Search;

/// <summary>POST /api/search/nl.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this WebApplication app) =>
        app.MapPost("/api/search/nl", async (HttpContext context, NlSearch search) =>
        {
            var body = await JsonBody.ReadAsync(context.Request, Wire.Json.SearchQuestion);
            var question = Question.Check(body.Question, out var problem) ?? throw new BadHttpRequestException(problem);
            return Results.Json(await search.FindAsync(question, context.RequestAborted), Wire.Json.SearchAnswer);
        });
}
