namespace Archiv.Model;

/// <summary>514 pieces of text: control tokens, all bytes, the word mark, printable ASCII and syllables.</summary>
internal static class Vocabulary
{
    private const char WordMark = '\u2581';
    private const int Normal = 1, Unknown = 2, Control = 3, Byte = 6;

    public static IReadOnlyList<(string Text, float Score, int Type)> Tokens { get; } = [.. Make()];

    private static IEnumerable<(string, float, int)> Make()
    {
        yield return ("<unk>", 0, Unknown);
        yield return ("<s>", 0, Control);
        yield return ("</s>", 0, Control);
        for (int b = 0; b < 256; b++)
        {
            yield return ($"<0x{b:X2}>", 0, Byte);
        }

        float score = 0;
        foreach (string piece in Pieces())
        {
            yield return (piece, --score, Normal);
        }
    }

    private static IEnumerable<string> Pieces()
    {
        yield return WordMark.ToString();
        foreach (char c in Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c))
        {
            yield return c.ToString();
        }

        foreach (string syllable in "bcdfghklmnprstvw".SelectMany(c => "aeiou".Select(v => $"{c}{v}")))
        {
            yield return syllable;
            yield return WordMark + syllable;
        }
    }
}
