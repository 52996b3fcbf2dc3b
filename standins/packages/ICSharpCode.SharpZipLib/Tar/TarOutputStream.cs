using System.Formats.Tar;
using System.Text;

namespace ICSharpCode.SharpZipLib.Tar;

/// <summary>
/// Writes an archive: between <see cref="PutNextEntryAsync"/> and <see cref="CloseEntryAsync"/> what is written here is the content of
/// one member. Closing ends the archive; where the stream below is not owned it can then be read and positioned through this one.
/// </summary>
public class TarOutputStream : Stream
{
    private readonly Stream archive;
    private readonly TarWriter writer;
    private PendingMember? member;
    private bool closed;

    /// <summary>Starts an archive.</summary>
    /// <param name="outputStream">Receives it.</param>
    /// <param name="nameEncoding">How names are written; UTF-8 only.</param>
    /// <exception cref="NotSupportedException">Another encoding.</exception>
    public TarOutputStream(Stream outputStream, Encoding nameEncoding)
    {
        TarEncoding.Require(nameEncoding);
        archive = outputStream;
        writer = new TarWriter(outputStream, TarEntryFormat.Gnu, leaveOpen: true);
    }

    /// <summary>Starts an archive.</summary>
    /// <param name="outputStream">Receives it.</param>
    /// <param name="blockFactor">Blocks per record of a tape; no reader of a file needs the padding, so none is written.</param>
    /// <param name="nameEncoding">How names are written; UTF-8 only.</param>
    /// <exception cref="NotSupportedException">Another encoding.</exception>
    public TarOutputStream(Stream outputStream, int blockFactor, Encoding nameEncoding)
        : this(outputStream, nameEncoding) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockFactor);

    /// <summary>Whether closing closes the stream below too.</summary>
    public bool IsStreamOwner { get; set; } = true;

    /// <inheritdoc/>
    public override bool CanRead => archive.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => archive.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => !closed && archive.CanWrite;

    /// <inheritdoc/>
    public override long Length => archive.Length;

    /// <inheritdoc/>
    public override long Position { get => archive.Position; set => archive.Position = value; }

    /// <summary>Begins a member.</summary>
    /// <param name="entry">Its description, size included.</param>
    /// <param name="cancellationToken">Cancels ending the member before, if it is open.</param>
    /// <returns>When content may be written.</returns>
    public async Task PutNextEntryAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        await CloseEntryAsync(cancellationToken);
        member = new PendingMember(entry);
    }

    /// <summary>Ends the member, if one is open.</summary>
    /// <param name="cancellationToken">Cancels writing it.</param>
    /// <returns>When it is in the archive.</returns>
    /// <exception cref="InvalidDataException">Fewer bytes were written than announced.</exception>
    public async Task CloseEntryAsync(CancellationToken cancellationToken)
    {
        if (member is { } open)
        {
            member = null;
            using (open)
            {
                await writer.WriteEntryAsync(open.Finish(), cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => OpenMember().Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        OpenMember().WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => archive.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        archive.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        archive.ReadAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => archive.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => archive.SetLength(value);

    /// <inheritdoc/>
    public override void Flush() => archive.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed)
        {
            closed = true;
            EndArchive();
        }

        base.Dispose(disposing);
    }

    private void EndArchive()
    {
        try
        {
            using (member)
            {
                if (member is { } open)
                {
                    writer.WriteEntry(open.Finish());
                }
            }
        }
        finally
        {
            writer.Dispose();
            if (IsStreamOwner)
            {
                archive.Dispose();
            }
        }
    }

    private PendingMember OpenMember() =>
        member ?? throw new InvalidOperationException("Nothing may be written to an archive outside of a member.");
}
