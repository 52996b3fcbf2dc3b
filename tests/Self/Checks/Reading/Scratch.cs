using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>A folder for files that a test writes; gone with it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("archiv-reading-").FullName;

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Writes a file of bytes and gives its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Writes a compose file and reads it.</summary>
    public ComposeReading Read(string text, IReadOnlyDictionary<string, string>? variables = null) =>
        ComposeReading.Read([Write("compose.yml", text)], variables);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
