using System.Formats.Tar;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Reads files of which nobody knows what they are: a device has no length, and a pipe no end.</summary>
internal static class BoundedFile
{
    // What the shell hands over as <(…) or as standard input is a pipe of these folders.
    private static readonly string[] Handed = ["/dev/", "/proc/"];

    /// <summary>Its bytes, and never more than one beyond the bound.</summary>
    public static byte[] Read(string file, int most)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.CanSeek ? Math.Clamp(stream.Length + 1, 4096, most + 1L) : 4096];
        var length = 0;
        for (int read; length <= most && (read = stream.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += read;
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, most + 1L));
            }
        }

        return bytes[..length];
    }

    /// <summary>Whether it can be opened without waiting for whoever writes to it: the caller's own pipes count, those that a file names do not.</summary>
    public static bool IsReadable(string file, bool callers) => (callers && Handed.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))) || IsRegular(file);

    /// <summary>Whether it is no device, pipe or socket; one that is not there is none either.</summary>
    public static bool IsRegular(string file)
    {
        var info = new FileInfo(file);
        info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        return !info.Exists || info.Length > 0 || IsEmpty(info.FullName);
    }

    // An archive tells the kinds apart by a look at the name, where opening a pipe would wait for ever.
    private static bool IsEmpty(string file)
    {
        const int kind = 156;
        using var header = new MemoryStream();
        using (var archive = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true))
        {
            archive.WriteEntry(file, "file");
        }

        return header.GetBuffer()[kind] == (byte)TarEntryType.RegularFile;
    }
}
