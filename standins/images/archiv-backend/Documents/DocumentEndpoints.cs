using Archiv.Backend.Http;

namespace Archiv.Backend.Documents;

/// <summary>Keyword search, one document, and the small write.</summary>
internal static class DocumentEndpoints
{
    private const int LongestKeywords = 1000;

    public static void MapDocuments(this WebApplication app)
    {
        app.MapGet("/api/documents", async (string? q, DocumentStore store, CancellationToken cancelled) =>
        {
            var keywords = q?.Trim() ?? "";
            if (keywords.Length > LongestKeywords || keywords.Contains('\0', StringComparison.Ordinal))
            {
                throw new BadHttpRequestException($"q may have {LongestKeywords} characters, U+0000 not among them.");
            }
            return Results.Json(await store.FindAsync(DocumentQuery.ForKeywords(keywords), cancelled), Wire.Json.DocumentPage);
        });
        app.MapGet("/api/documents/{id}", async (string id, DocumentStore store, CancellationToken cancelled) =>
        {
            var found = id.Contains('\0', StringComparison.Ordinal) ? null : await store.FindAsync(DocumentQuery.ForId(id), cancelled);
            return found?.Documents is [var document] ? Results.Json(document, Wire.Json.Document) : Results.NotFound();
        });
        app.MapPost("/api/documents", async (HttpContext context, DocumentStore store) =>
        {
            var body = await JsonBody.ReadAsync(context.Request, Wire.Json.NewDocument);
            var document = body.Check(out var problem) ?? throw new BadHttpRequestException(problem);
            if (!await store.AddAsync(document, context.RequestAborted))
            {
                return Results.Conflict();
            }
            context.Response.Headers.Location = $"/api/documents/{document.Id}";
            return Results.Json(document, Wire.Json.Document, statusCode: 201);
        });
    }
}
