using System.Globalization;
using System.Text.RegularExpressions;

namespace Ollama.Answer;

/// <summary>The span of years that a question names; both ends included, either may be open.</summary>
internal sealed partial record YearSpan(int? From, int? To)
{
    private const string Y = @"(1[0-9]{3}|20[0-9]{2})";
    private static readonly string[] Decades =
        ["", "zehner", "zwanziger", "dreißiger", "vierziger", "fünfziger", "sechziger", "siebziger", "achtziger", "neunziger"];

    /// <summary>Finds the span and says which parts of the text named it.</summary>
    public static (YearSpan Span, string Remainder) Find(string text)
    {
        foreach ((Regex pattern, Func<Match, YearSpan> read) in Rules)
        {
            Match match = pattern.Match(text);
            if (match.Success)
            {
                YearSpan span = read(match);
                string rest = text.Remove(match.Index, match.Length);

                // "after 1910 and before 1914" has two halves.
                if (span is { From: null } or { To: null })
                {
                    (YearSpan other, string shorter) = Find(rest);
                    if (other != None)
                    {
                        return (new(span.From ?? other.From, span.To ?? other.To), shorter);
                    }
                }

                return (span, rest);
            }
        }

        return (None, text);
    }

    public static YearSpan None { get; } = new(null, null);

    private static readonly (Regex, Func<Match, YearSpan>)[] Rules =
    [
        (Rule($@"\b(?:zwischen|von|between|from)\s+(?:den\s+)?(?:Jahren?\s+)?{Y}\s*(?:und|bis|and|to|-|–)\s*{Y}"), m => new(Year(m, 1), Year(m, 2))),
        (Rule($@"\b{Y}\s*(?:-|–|bis|to)\s*{Y}"), m => new(Year(m, 1), Year(m, 2))),
        (Rule(@"\b(?:(Anfang|Mitte|Ende|early|mid|late)\s+)?(?:aus\s+|in\s+)?(?:der|den|the)?\s*(?:(1[0-9]|20)?([1-9])0(?:er|s|ern)\b(?:[\s-]*Jahren?)?)"), Decade),
        (Rule($@"\b(?:(Anfang|Mitte|Ende)\s+)?(?:aus\s+|in\s+)?(?:der|den)?\s*\b({string.Join('|', Decades.Skip(1))})n?[\s-]*jahren?"), DecadeWord),
        (Rule(@"\b(?:im|während des|in the)?\s*(?:Ersten|1\.|first)\s+(?:Weltkrieg(?:es|s)?|world war)"), _ => new(1914, 1918)),
        (Rule(@"\b(?:im|während des|in the)?\s*(?:Zweiten|2\.|second)\s+(?:Weltkrieg(?:es|s)?|world war)"), _ => new(1939, 1945)),
        (Rule(@"\b(?:im|aus dem)?\s*(1[0-9]|20)\.\s*Jahrhunderts?"), m => new((Year(m, 1) * 100) - 99, Year(m, 1) * 100)),
        (Rule($@"\b(?:vor|before|earlier than)\s+(?:dem\s+)?(?:Jahre?\s+)?{Y}"), m => new(null, Year(m, 1) - 1)),
        (Rule($@"\b(?:nach|after|later than)\s+(?:dem\s+)?(?:Jahre?\s+)?{Y}"), m => new(Year(m, 1) + 1, null)),
        (Rule($@"\b(?:bis|until|up to)\s+(?:zum\s+)?(?:Jahre?\s+)?{Y}"), m => new(null, Year(m, 1))),
        (Rule($@"\b(?:ab|seit|since|from)\s+(?:dem\s+)?(?:Jahre?\s+)?{Y}"), m => new(Year(m, 1), null)),
        (Rule($@"\b(?:um|etwa|circa|ca\.?|rund|gegen|around|about)\s+(?:das\s+)?(?:Jahr\s+)?{Y}"), m => new(Year(m, 1) - 2, Year(m, 1) + 2)),
        (Rule($@"\b(?:aus|in|im|of)?\s*(?:dem\s+|the\s+)?(?:Jahre?\s+|year\s+)?\b{Y}\b"), m => new(Year(m, 1), Year(m, 1))),
    ];

    private static YearSpan Decade(Match m)
    {
        int century = m.Groups[2].Success ? Year(m, 2) * 100 : 1900;
        return Part(century + (Year(m, 3) * 10), m.Groups[1].Value);
    }

    private static YearSpan DecadeWord(Match m)
        => Part(1900 + (Array.FindIndex(Decades, d => d.Equals(m.Groups[2].Value, StringComparison.OrdinalIgnoreCase)) * 10), m.Groups[1].Value);

    private static YearSpan Part(int decade, string part) => part.ToUpperInvariant() switch
    {
        "ANFANG" or "EARLY" => new(decade, decade + 3),
        "MITTE" or "MID" => new(decade + 4, decade + 6),
        "ENDE" or "LATE" => new(decade + 7, decade + 9),
        _ => new(decade, decade + 9),
    };

    private static int Year(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static Regex Rule(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
