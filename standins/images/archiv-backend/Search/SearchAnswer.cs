using Archiv.Backend.Documents;

namespace Archiv.Backend.Search;

/// <summary>The body of POST /api/search/nl.</summary>
internal sealed record SearchQuestion(string? Question);

/// <summary>The answer of POST /api/search/nl.</summary>
internal sealed record SearchAnswer(string Question, Filters Filters, IReadOnlyList<Document> Documents, long Total, bool Cached, SearchTimings Timings);

/// <summary>Milliseconds. The load is what this search waited for it, the model's time includes it.</summary>
internal sealed record SearchTimings(long TotalMs, long ModelMs, long LoadMs, long DatabaseMs);
