using System.Buffers.Binary;
using System.Text;

namespace Docker.DotNet;

/// <summary>
/// Output of a process. Without a terminal the engine tags it: frames of 8 bytes header (stream, three zeros, length as big endian)
/// and content. With a terminal it is plain and all of it is standard output.
/// </summary>
/// <param name="stream">What the engine sends; closed with this.</param>
/// <param name="multiplexed">Whether it is tagged.</param>
public sealed class MultiplexedStream(Stream stream, bool multiplexed) : IDisposable
{
    private const int HeaderLength = 8;
    private readonly byte[] buffer = new byte[64 << 10];

    /// <summary>Copies all output to where it belongs, until the engine ends it.</summary>
    /// <param name="stdin">Receives what the engine tags as input.</param>
    /// <param name="stdout">Receives standard output.</param>
    /// <param name="stderr">Receives standard error.</param>
    /// <param name="cancellationToken">Ends waiting for more.</param>
    /// <returns>When the output has ended.</returns>
    /// <exception cref="EndOfStreamException">It ended inside a frame.</exception>
    /// <exception cref="InvalidDataException">It is not tagged.</exception>
    /// <exception cref="IOException">The engine reported that it could not read the output.</exception>
    public async Task CopyOutputToAsync(Stream stdin, Stream stdout, Stream stderr, CancellationToken cancellationToken)
    {
        if (!multiplexed)
        {
            await stream.CopyToAsync(stdout, cancellationToken);
            return;
        }

        while (await ReadHeaderAsync(cancellationToken) is var (target, length))
        {
            switch (target)
            {
                case 0:
                    await CopyContentAsync(stdin, length, cancellationToken);
                    break;
                case 1:
                    await CopyContentAsync(stdout, length, cancellationToken);
                    break;
                case 2:
                    await CopyContentAsync(stderr, length, cancellationToken);
                    break;
                default:
                    using (var report = new MemoryStream())
                    {
                        await CopyContentAsync(report, Math.Min(length, buffer.Length), cancellationToken);
                        throw new IOException($"The Docker engine could not read the output: {Encoding.UTF8.GetString(report.ToArray())}");
                    }
            }
        }
    }

    /// <summary>Collects all output, until the engine ends it.</summary>
    /// <param name="cancellationToken">Ends waiting for more.</param>
    /// <returns>Standard output and standard error, read as UTF-8.</returns>
    /// <inheritdoc cref="CopyOutputToAsync" path="/exception"/>
    public async Task<(string stdout, string stderr)> ReadOutputToEndAsync(CancellationToken cancellationToken)
    {
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        await CopyOutputToAsync(Stream.Null, stdout, stderr, cancellationToken);
        return (Text(stdout), Text(stderr));
    }

    /// <summary>Closes the connection; the process goes on.</summary>
    public void Dispose() => stream.Dispose();

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);

    private async ValueTask<(byte Target, uint Length)?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = buffer.AsMemory(0, HeaderLength);
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        return read switch
        {
            0 => null,
            HeaderLength when buffer[0] <= 3 && (buffer[1] | buffer[2] | buffer[3]) == 0 =>
                (buffer[0], BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(4))),
            HeaderLength => throw new InvalidDataException($"Not a frame of the Docker engine: {Convert.ToHexString(header.Span)}."),
            _ => throw new EndOfStreamException($"The output ended inside a frame header, after {read} bytes."),
        };
    }

    private async ValueTask CopyContentAsync(Stream target, long length, CancellationToken cancellationToken)
    {
        for (var left = length; left > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException($"The output ended inside a frame, {left} of {length} bytes before its end.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            left -= read;
        }
    }
}
