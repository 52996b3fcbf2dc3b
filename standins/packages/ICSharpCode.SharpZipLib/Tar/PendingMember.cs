using System.Formats.Tar;

namespace ICSharpCode.SharpZipLib.Tar;

/// <summary>A member whose content is being written. TarWriter wants it whole, so it waits here: small in memory, large on disk.</summary>
internal sealed class PendingMember(TarEntry entry) : IDisposable
{
    private const long InMemory = 16 << 20;

    private readonly Stream content = entry.Size <= InMemory
        ? new MemoryStream()
        : new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RequireRoom(bytes.Length);
        content.Write(bytes);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        RequireRoom(bytes.Length);
        return content.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>The member as the archive holds it. GNU format: any name length, no extra block for ordinary ones.</summary>
    public GnuTarEntry Finish()
    {
        if (content.Length != entry.Size)
        {
            throw new InvalidDataException($"{entry.Name}: {content.Length} of {entry.Size} announced bytes were written.");
        }

        content.Position = 0;
        var header = entry.TarHeader;
        var member = new GnuTarEntry(entry.IsDirectory ? TarEntryType.Directory : TarEntryType.RegularFile, header.Name)
        {
            Mode = (UnixFileMode)(header.Mode & 0b111_111_111_111),
            Uid = header.UserId,
            Gid = header.GroupId,
            ModificationTime = header.ModTime.ToUniversalTime(),
        };
        if (!entry.IsDirectory)
        {
            member.DataStream = content;
        }

        return member;
    }

    public void Dispose() => content.Dispose();

    private void RequireRoom(int more)
    {
        if (content.Length + more > entry.Size)
        {
            throw new InvalidDataException($"{entry.Name}: more than the announced {entry.Size} bytes.");
        }
    }
}
