using Archiv.Backend.Documents;
namespace Archiv.Backend.Archive;
internal static class SampleArchive { public static IReadOnlyList<Document> Documents() => []; }
