namespace Ollama.Go;

/// <summary>Whether a text is base64, without decoding it: images are read and nothing comes of them.</summary>
internal static class Base64
{
    private const int Group = 4;

    /// <summary>The place of the first byte that the original's decoder complains about, or -1.</summary>
    /// <param name="quoted">A string as it stands in a document; of anything else nothing is said.</param>
    public static int Fault(ReadOnlySpan<byte> quoted)
    {
        if (quoted.Length < 2 || quoted[0] != '"')
        {
            return -1;
        }

        ReadOnlySpan<byte> text = quoted[1..^1];
        int end = text.TrimEnd((byte)'=').Length, padding = text.Length - end;
        for (int i = 0; i < end; i++)
        {
            if (!char.IsAsciiLetterOrDigit((char)text[i]) && text[i] is not ((byte)'+' or (byte)'/'))
            {
                return i;
            }
        }

        // A group that is not whole is told by its begin, padding in the wrong place by its own.
        int rest = end % Group;
        return padding == (Group - rest) % Group && rest != 1 ? -1
            : padding == 0 ? end - rest
            : rest < 2 ? end
            : text.Length;
    }
}
