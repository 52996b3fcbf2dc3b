namespace Archiv.Backend.Documents;

/// <summary>The kinds of pieces in the archive, spelled as in the API, in the database and in the model's schema.</summary>
internal static class DocumentTypes
{
    public const string Letter = "Brief";
    public const string Postcard = "Postkarte";
    public const string Photograph = "Foto";
    public const string Paper = "Dokument";

    public static readonly IReadOnlyList<string> All = [Letter, Postcard, Photograph, Paper];
}
