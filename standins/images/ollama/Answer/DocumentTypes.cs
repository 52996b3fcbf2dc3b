namespace Ollama.Answer;

/// <summary>Kinds of documents and the words for them; the first word of each line is how it is named without a list to choose from.</summary>
internal static class DocumentTypes
{
    private static readonly string[][] Kinds =
    [
        ["Brief", "Briefe", "Briefen", "Briefes", "Schreiben", "letter", "letters", "Korrespondenz", "Briefwechsel"],
        ["Postkarte", "Postkarten", "Ansichtskarte", "Ansichtskarten", "Karte", "Karten", "postcard", "postcards"],
        ["Foto", "Fotos", "Fotografie", "Fotografien", "Photographie", "Photographien", "Bild", "Bilder", "Bildern", "Aufnahme", "Aufnahmen", "photo", "photos", "photograph",
            "photographs", "picture", "pictures", "image"],
        ["Urkunde", "Urkunden", "Geburtsurkunde", "Heiratsurkunde", "Sterbeurkunde", "certificate", "certificates", "deed", "deeds", "charter", "Zertifikat"],
        ["Tagebuch", "Tagebücher", "Tagebuchs", "diary", "diaries", "journal"],
        ["Telegramm", "Telegramme", "Telegrammen", "telegram", "telegrams"],
        ["Feldpost", "Feldpostbrief", "Feldpostbriefe", "Feldpostbriefen", "Feldpostkarte", "Feldpostkarten"],
        ["Zeugnis", "Zeugnisse", "Zeugnissen", "Schulzeugnis"],
        ["Rechnung", "Rechnungen", "Quittung", "Quittungen", "invoice", "invoices", "receipt"],
        ["Zeitungsausschnitt", "Zeitungsausschnitte", "Zeitungsartikel", "clipping", "clippings", "newspaper"],
        ["Vertrag", "Verträge", "Verträgen", "contract", "contracts"],
        ["Testament", "Testamente", "will"],
        ["Ausweis", "Ausweise", "Pass", "Pässe", "passport"],
    ];

    /// <summary>The kinds that words of the question name, in their order.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> words) => [.. words.Select(Kind).OfType<string>().Distinct()];

    public static string? Kind(string word) => Array.Find(Kinds, k => k.Contains(word, StringComparer.OrdinalIgnoreCase))?[0];

    /// <summary>Whether a value of an enumeration means that kind, in whichever language and number it is written.</summary>
    public static bool Means(string value, string kind)
        => value.Split('_', '-', ' ').Any(v => Kind(v) == kind) || (kind == "Feldpost" && Kind(value) == "Brief");
}
