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

        // An encoded public key: the length of its kind, the kind, the length of the key, the key.
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. RandomNumberGenerator.GetBytes(32)];
        string line = "ssh-ed25519 " + Convert.ToBase64String(blob);
        Log.Plain($"Couldn't find '{file}'. Generating new private key.");
        try
        {
            Directory.CreateDirectory(folder);
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(Encoding.ASCII.GetBytes(Private()));
            File.WriteAllText(file + ".pub", line + "\n");
            Log.Plain($"Your new public key is: \n\n{line}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase) ? "read-only file system" : "permission denied";
            throw new IOException(Directory.Exists(folder) ? $"open {file}: {why}" : $"could not create directory mkdir {folder}: {why}", e);
        }
    }

    private static string Private()
        => $"-----BEGIN OPENSSH PRIVATE KEY-----\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(48))}\n-----END OPENSSH PRIVATE KEY-----\n";
}
