namespace Archiv.Backend.Search;

/// <summary>What the model is told. A change of anything here needs another <see cref="Version"/>, which is part of the cache key.</summary>
internal static class Prompt
{
    public const string Version = "1";

    /// <summary>An answer has about 60 tokens; the bound keeps a model that babbles from using up the deadline.</summary>
    public const int MostTokens = 640;

    public const string System =
        """
        Du übersetzt die Frage eines Menschen an ein Familienarchiv in Suchfilter. Antworte nur mit JSON nach dem vorgegebenen Schema.
        persons: Namen der Menschen, die in der Frage stehen, im Nominativ und ohne Titel.
        places: Namen der Orte, die in der Frage stehen, im Nominativ.
        fromYear und toYear: erstes und letztes Jahr des Zeitraums, beide eingeschlossen; null, wenn die Frage keine Grenze nennt. „Vor“ einem Jahr endet mit dem Jahr davor, „nach“ einem Jahr beginnt mit dem Jahr danach, ein einzelnes Jahr ist Anfang und Ende zugleich, ein Jahrzehnt hat zehn Jahre.
        types: die Arten von Archivstücken, nach denen gefragt wird; leer, wenn die Frage keine nennt.
        words: übrige sinntragende Hauptwörter der Frage im Nominativ, nach denen im Text zu suchen ist; keine Namen, Orte, Jahre oder Arten, keine Füllwörter.
        Erfinde nichts, was nicht in der Frage steht. Was nicht vorkommt, bleibt leer oder null.
        """;

    // Every part is bounded, so that a model of any quality comes to an end of it.
    public const string Schema =
        """
        {"type":"object","properties":{
        "persons":{"type":"array","items":{"type":"string","maxLength":40},"maxItems":4},
        "places":{"type":"array","items":{"type":"string","maxLength":40},"maxItems":4},
        "fromYear":{"type":["integer","null"]},
        "toYear":{"type":["integer","null"]},
        "types":{"type":"array","items":{"type":"string","enum":["Brief","Postkarte","Foto","Dokument"]},"maxItems":4},
        "words":{"type":"array","items":{"type":"string","maxLength":40},"maxItems":4}},
        "required":["persons","places","fromYear","toYear","types","words"]}
        """;
}
