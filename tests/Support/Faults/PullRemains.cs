using System.Globalization;

namespace Archiv.Tests.Support.Faults;

/// <summary>What a volume holds of a pull.</summary>
/// <param name="Finished">Digests of the whole blobs.</param>
/// <param name="Digest">Digest of the blob that was begun; empty where none was.</param>
/// <param name="Begun">Bytes of it that take space: the file has its full length from the start.</param>
/// <param name="Size">Its full length in bytes.</param>
public sealed record PullRemains(IReadOnlyList<string> Finished, string Digest, long Begun, long Size)
{
    /// <summary>Shell commands that write what <see cref="Read"/> reads.</summary>
    /// <param name="blobs">The folder of the blobs.</param>
    public static string Script(string blobs) => $"for blob in {blobs}/sha256-*; do test ! -f \"$blob\" || stat -c 'blob %n %b %B %s' \"$blob\"; done";

    /// <summary>Reads what the script has written.</summary>
    public static PullRemains Read(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var blobs = output.Split('\n').Where(line => line.StartsWith("blob ", StringComparison.Ordinal)).Select(line => line.Split(' '))
            .Select(words => (Name: words[1].Split('/')[^1].Replace('-', ':'), Taken: Number(words[2]) * Number(words[3]), Size: Number(words[4])))
            .ToList();
        var begun = blobs.Find(blob => blob.Name.EndsWith(":partial", StringComparison.Ordinal));
        return new(
            [.. blobs.Select(blob => blob.Name).Where(name => name.Count(letter => letter == ':') == 1)],
            begun.Name?[..^":partial".Length] ?? "",
            Math.Min(begun.Taken, begun.Size),
            begun.Size);
    }

    /// <summary>One line for a report.</summary>
    public override string ToString() => $"{Finished.Count} whole blobs, {(Digest.Length == 0 ? "none begun" : $"{Begun} of {Size} bytes of {Digest[..19]}")}";

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
