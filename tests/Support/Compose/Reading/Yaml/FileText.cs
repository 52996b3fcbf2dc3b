using System.Text;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Reads a file that should be text.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a file without byte order mark.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="asked">Who asks for it: the place for an error when it is missing; null blames the file itself.</param>
    /// <param name="budget">What the reading may spend.</param>
    public static string Read(string file, SourcePlace? asked, Budget budget)
    {
        var start = new SourcePlace(file, 1, 1);
        budget.File(asked ?? start);
        byte[] bytes;
        try
        {
            if (!BoundedFile.IsReadable(file, callers: asked is null))
            {
                throw new ComposeSyntaxException(asked ?? start, $"'{file}' is a device, pipe or socket, which has no end; name a regular file");
            }

            bytes = BoundedFile.Read(file, ReadingBounds.FileBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ComposeSyntaxException(asked ?? start, $"'{file}' cannot be read ({error.GetType().Name}); correct the path or its rights", error);
        }

        if (bytes.Length > ReadingBounds.FileBytes)
        {
            throw new ComposeSyntaxException(start, $"the file is larger than {ReadingBounds.FileBytes} bytes; split it with 'include'");
        }

        budget.Bytes(bytes.Length, asked ?? start);
        return Decode(bytes, start);
    }

    private static string Decode(byte[] bytes, SourcePlace start)
    {
        var text = bytes.AsSpan();
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            text = text[3..];
        }

        try
        {
            return text.IndexOf((byte)0) is var zero and >= 0 ? throw Binary(text[..zero], start, "a zero byte") : Strict.GetString(text);
        }
        catch (DecoderFallbackException error)
        {
            throw Binary(text[..Math.Clamp(error.Index, 0, text.Length)], start, "a byte that is not UTF-8");
        }
    }

    private static ComposeSyntaxException Binary(ReadOnlySpan<byte> before, SourcePlace start, string what) => new(
        start with { Line = before.Count((byte)'\n') + 1, Column = before.Length - before.LastIndexOf((byte)'\n') },
        $"the file holds {what}, so it is not a compose file; save it as UTF-8 text");
}
