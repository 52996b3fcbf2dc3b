namespace Ollama.Answer;

/// <summary>What a language model knows of the world, in small: German and English words that questions to an archive are made of.</summary>
internal static class Lexicon
{
    public static HashSet<string> Stopwords { get; } = Set(
        "der die das den dem des ein eine einen einem einer eines und oder aber von vom vor nach aus an am auf in im ins bei beim mit ohne für über unter um bis ab seit "
        + "zu zum zur zwischen durch gegen ist sind war waren wird werden wurde wurden hat haben hatte es ich du er sie wir ihr mir mich dir uns ihm ihn alle alles "
        + "welche welcher welches wer was wo wann wie warum gibt gab zeige zeig zeigen suche such finde finden bitte gerne noch auch nur nicht kein keine mehr "
        + "jahr jahre jahren jahres zeit etwa circa ca rund gegen anfang mitte ende jahrhundert dokument dokumente unterlagen archiv the a an of from to by with "
        + "and or in on at for about before after between since until show find me all any which who what when where is are was were please documents years year "
        + "dass die, sein seine seinem seiner ihre ihren ihrem unser unsere geschrieben schrieb schickte gesendet geschickt handelt handeln erwähnt enthält familie");

    public static HashSet<string> GivenNames { get; } = Set(
        "anna karl emma wilhelm friedrich heinrich hermann otto paul ernst georg johann josef joseph hans franz max walter kurt richard rudolf robert alfred arthur "
        + "erich fritz gustav hugo julius ludwig martin oskar peter theodor werner adolf albert august bruno emil eugen ferdinand gerhard günther helmut herbert horst "
        + "klaus konrad marie maria martha elisabeth frieda ida johanna margarete bertha clara klara charlotte elsa else erna gertrud hedwig helene herta ilse irma "
        + "käthe luise lina lotte magdalena mathilde minna olga paula rosa selma sophie therese wilhelmine agnes auguste barbara christine dora dorothea eva gerda "
        + "grete hanna hilde ingrid irene katharina ursula ruth renate lieselotte liesel greta lisbeth anton adam david jakob moritz siegfried viktor willi willy heinz "
        + "john mary william james george charles henry elizabeth margaret alice edward thomas");

    /// <summary>Words that stand before a name.</summary>
    public static HashSet<string> Kin { get; } = Set(
        "onkel tante oma opa großmutter großvater mutter vater bruder schwester vetter cousine cousin frau herr herrn fräulein dr prof doktor professor pfarrer uncle aunt mr mrs");

    public static HashSet<string> Months { get; } = Set(
        "januar februar märz april mai juni juli august september oktober november dezember frühjahr frühling sommer herbst winter weihnachten ostern pfingsten");

    /// <summary>Nouns that follow a preposition of place without being one.</summary>
    public static HashSet<string> NoPlaces { get; } = Set(
        "krieg kriege weltkrieg jahre jahren jahr zeit kindheit jugend familie bezug deutsch uniform farbe gefangenschaft kriegsgefangenschaft form zusammenhang not trauer schule "
        + "hochzeit taufe geburtstag urlaub bildern briefen fotos arbeit haft lager lazarett erinnerung");

    private static HashSet<string> Set(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
