using System.Formats.Tar;
using System.Text;

namespace ICSharpCode.SharpZipLib.Tar;

/// <summary>Reads an archive: each call of <see cref="GetNextEntryAsync"/> makes this stream the content of one member.</summary>
public sealed class TarInputStream : Stream
{
    private readonly Stream archive;
    private readonly TarReader reader;
    private Stream content = Null;

    /// <summary>Opens an archive at its current position.</summary>
    /// <param name="inputStream">The archive; need not be seekable.</param>
    /// <param name="nameEncoding">How names are written; UTF-8 only.</param>
    /// <exception cref="NotSupportedException">Another encoding.</exception>
    public TarInputStream(Stream inputStream, Encoding nameEncoding)
    {
        TarEncoding.Require(nameEncoding);
        archive = inputStream;
        reader = new TarReader(inputStream, leaveOpen: true);
    }

    /// <summary>Whether disposing closes the archive too.</summary>
    public bool IsStreamOwner { get; set; } = true;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Not served.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not served.</summary>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Goes to the next member, skipping what is unread of the current one.</summary>
    /// <param name="cancellationToken">Cancels waiting for the archive.</param>
    /// <returns>The member, or null behind the last one.</returns>
    /// <exception cref="InvalidDataException">Not an archive.</exception>
    public async Task<TarEntry?> GetNextEntryAsync(CancellationToken cancellationToken)
    {
        content = Null;
        if (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is not { } entry)
        {
            return null;
        }

        content = entry.DataStream ?? Null;
        return new TarEntry(new TarHeader
        {
            Name = entry.Name,
            Mode = (int)entry.Mode,
            UserId = entry.Uid,
            GroupId = entry.Gid,
            ModTime = entry.ModificationTime.UtcDateTime,
            Size = entry.Length,
            IsDirectory = entry.EntryType == TarEntryType.Directory,
        });
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        content.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        content.ReadAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>Not served.</summary>
    /// <param name="offset">Ignored.</param>
    /// <param name="origin">Ignored.</param>
    /// <returns>Never.</returns>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not served.</summary>
    /// <param name="value">Ignored.</param>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Not served.</summary>
    /// <param name="buffer">Ignored.</param>
    /// <param name="offset">Ignored.</param>
    /// <param name="count">Ignored.</param>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
            if (IsStreamOwner)
            {
                archive.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
