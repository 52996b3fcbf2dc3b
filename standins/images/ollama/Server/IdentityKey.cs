using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ollama.Server;

/// <summary>The pair of key files that the first start leaves in the home directory. This program signs nothing, so their bytes are random.</summary>
internal static class IdentityKey
{
    /// <exception cref="IOException">The directory cannot be written; the message is the original's.</exception>
    public static void Ensure(string home)
    {
        string folder = Path.Combine(home, ".ollama"), file = Path.Combine(folder, "id_ed25519");
        if (File.Exists(file))
        {
            return;
        }

        byte[] key = RandomNumberGenerator.GetBytes(32);
        byte[] blob = [.. Part("ssh-ed25519"u8), .. Part(key)];
        string line = "ssh-ed25519 " + Convert.ToBase64String(blob);
        Log.Plain($"Couldn't find '{file}'. Generating new private key.");
        Log.Plain($"Your new public key is: \n\n{line}\n");
        try
        {
            Directory.CreateDirectory(folder);
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(Encoding.ASCII.GetBytes(Private(key, blob)));
            File.WriteAllText(file + ".pub", line + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase) ? "read-only file system" : "permission denied";
            throw new IOException(Directory.Exists(folder) ? $"open {file}: {why}" : $"could not create directory mkdir {folder}: {why}", e);
        }
    }

    private static string Private(byte[] key, byte[] publicBlob)
    {
        byte[] check = RandomNumberGenerator.GetBytes(4), secret = [.. RandomNumberGenerator.GetBytes(32), .. key];
        byte[] inner = [.. check, .. check, .. Part("ssh-ed25519"u8), .. Part(key), .. Part(secret), .. Part([])];
        byte[] padding = [.. Enumerable.Range(1, (8 - (inner.Length % 8)) % 8).Select(i => (byte)i)];
        byte[] all = [.. "openssh-key-v1\0"u8, .. Part("none"u8), .. Part("none"u8), .. Part([]), 0, 0, 0, 1, .. Part(publicBlob), .. Part([.. inner, .. padding])];
        string text = Convert.ToBase64String(all, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n");
        return $"-----BEGIN OPENSSH PRIVATE KEY-----\n{text}\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private static byte[] Part(ReadOnlySpan<byte> data)
    {
        byte[] part = new byte[4 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(part, data.Length);
        data.CopyTo(part.AsSpan(4));
        return part;
    }
}
