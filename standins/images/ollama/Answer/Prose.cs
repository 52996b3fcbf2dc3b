using System.Globalization;

namespace Ollama.Answer;

/// <summary>Plain text that takes up what was asked.</summary>
internal static class Prose
{
    private static readonly string[] Remarks =
    [
        "Die Angaben beruhen auf den vorhandenen Unterlagen.",
        "Genaueres steht in den einzelnen Dokumenten.",
        "Weitere Stücke aus derselben Zeit liegen vor.",
        "Nicht jedes Datum ist gesichert.",
        "Ein Vergleich mit den Fotografien lohnt sich.",
    ];

    public static string Sentence(Question question)
    {
        string what = question.Types.Count > 0 ? string.Join(" und ", question.Types) : question.Words.Count > 0 ? string.Join(", ", question.Words) : "Ihrer Frage";
        string who = question.Persons.Count > 0 ? $" von {string.Join(" und ", question.Persons)}" : "";
        string where = question.Places.Count > 0 ? $" aus {string.Join(", ", question.Places)}" : "";
        string when = question.Years switch
        {
            { From: { } a, To: { } b } => a == b ? $" aus dem Jahr {a}" : string.Create(CultureInfo.InvariantCulture, $" zwischen {a} und {b}"),
            { From: { } a } => string.Create(CultureInfo.InvariantCulture, $" ab {a}"),
            { To: { } b } => string.Create(CultureInfo.InvariantCulture, $" bis {b}"),
            _ => "",
        };
        return $"Zu {what}{who}{where}{when} lässt sich Folgendes sagen.";
    }

    public static string Text(Question question, long seed)
    {
        string text = Sentence(question);
        for (int i = 0; Runner.Tokens.Split(text).Count() < Server.StandinSettings.Current.AnswerTokens; i++)
        {
            text += " " + Remarks[(int)(((ulong)seed + (ulong)i) % (ulong)Remarks.Length)];
        }

        return text;
    }
}
