namespace Ollama.Runner;

/// <summary>Cuts text into pieces about as long as a model's tokens.</summary>
internal static class Tokens
{
    private const int Word = 4;

    /// <summary>Characters of the longest piece.</summary>
    public const int Longest = Word + 1;

    /// <summary>A word's first piece carries the blank before it; punctuation stands alone.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = start + 1;
            if (text[start] == ' ' || char.IsLetterOrDigit(text[start]))
            {
                while (end < text.Length && end - start < Word + (text[start] == ' ' ? 1 : 0) && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }
            }

            // Never between the halves of a surrogate pair.
            end += end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>How many a prompt has, with the two that begin and end it and those of an earlier answer's context.</summary>
    public static int OfPrompt(string prompt, int earlier) => Split(prompt).Count() + 2 + earlier;

    /// <summary>A number for a piece as a vocabulary would give it: stable, above the control tokens.</summary>
    public static int Id(string piece)
    {
        uint hash = 2166136261;
        foreach (char c in piece)
        {
            hash = (hash ^ c) * 16777619;
        }

        return 259 + (int)(hash % 255);
    }
}
