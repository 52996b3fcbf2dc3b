using System.Text;

namespace Archiv.Tests.Support.Evidence;

/// <summary>
/// The second line of defence: looks through all files of a run before its report is written. What is masked where it is written
/// passes unchanged; test hosts and others that write for themselves do not know the secrets.
/// </summary>
public static class SecretSweep
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Masks in every file below a directory.</summary>
    /// <returns>The files that had to be changed, relative to the directory.</returns>
    public static IReadOnlyList<string> Run(string directory, Secrets secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return
        [
            .. Directory.EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Where(file => Mask(file, secrets)).Select(file => Path.GetRelativePath(directory, file)),
        ];
    }

    private static bool Mask(string file, Secrets secrets)
    {
        var bytes = File.ReadAllBytes(file);
        var (text, encoding) = Decode(bytes);
        var masked = secrets.Mask(text);
        if (masked == text)
        {
            return false;
        }

        File.WriteAllBytes(file, encoding.GetBytes(masked));
        return true;
    }

    // Latin-1 keeps every byte, so that what is no text survives but for the secret.
    private static (string Text, Encoding Encoding) Decode(byte[] bytes)
    {
        try
        {
            return (Strict.GetString(bytes), Strict);
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.Latin1.GetString(bytes), Encoding.Latin1);
        }
    }
}
