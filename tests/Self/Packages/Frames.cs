using System.Buffers.Binary;
using System.Text;
using Docker.DotNet;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Packages;

public sealed class Frames
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(1000)]
    public async Task Headers_and_content_may_arrive_in_pieces(int atMost)
    {
        byte[] sent = [.. Frame(1, "one "), .. Frame(2, "oops "), .. Frame(1, ""), .. Frame(1, "zwei: ü"), .. Frame(0, "typed")];
        using var output = new MultiplexedStream(new Trickle(sent, atMost), multiplexed: true);

        var (stdout, stderr) = await output.ReadOutputToEndAsync(CancellationToken.None);

        stdout.Should().Be("one zwei: ü");
        stderr.Should().Be("oops ");
    }

    [Test]
    public async Task A_character_may_be_split_between_frames()
    {
        var letter = Encoding.UTF8.GetBytes("ß");
        using var output = new MultiplexedStream(
            new MemoryStream([.. Frame(1, letter[..1]), .. Frame(2, "x"), .. Frame(1, letter[1..])]), multiplexed: true);

        (await output.ReadOutputToEndAsync(CancellationToken.None)).Should().Be(("ß", "x"));
    }

    [Test]
    public async Task A_frame_may_be_larger_than_any_buffer()
    {
        var line = new string('a', 300_000);
        using var output = new MultiplexedStream(new Trickle(Frame(1, line), 70_000), multiplexed: true);

        (await output.ReadOutputToEndAsync(CancellationToken.None)).stdout.Should().Be(line);
    }

    [Test]
    public async Task Output_of_a_terminal_is_not_tagged()
    {
        using var output = new MultiplexedStream(new Trickle("plain\r\n"u8.ToArray(), 2), multiplexed: false);

        (await output.ReadOutputToEndAsync(CancellationToken.None)).Should().Be(("plain\r\n", ""));
    }

    [TestCase(3, TestName = "Ending_inside_a_header_is_an_error")]
    [TestCase(10, TestName = "Ending_inside_content_is_an_error")]
    public async Task Ending_early_is_an_error(int after)
    {
        using var output = new MultiplexedStream(new MemoryStream(Frame(1, "four")[..after]), multiplexed: true);

        await output.Invoking(stream => stream.ReadOutputToEndAsync(CancellationToken.None)).Should().ThrowAsync<EndOfStreamException>();
    }

    [Test]
    public async Task What_is_no_frame_is_an_error()
    {
        using var output = new MultiplexedStream(new MemoryStream("not tagged at all"u8.ToArray()), multiplexed: true);

        await output.Invoking(stream => stream.ReadOutputToEndAsync(CancellationToken.None)).Should().ThrowAsync<InvalidDataException>();
    }

    [Test]
    public async Task A_report_of_the_engine_is_an_error_that_quotes_it()
    {
        using var output = new MultiplexedStream(new MemoryStream(Frame(3, "log is damaged")), multiplexed: true);

        await output.Invoking(stream => stream.ReadOutputToEndAsync(CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage("*log is damaged*");
    }

    internal static byte[] Frame(byte target, string content) => Frame(target, Encoding.UTF8.GetBytes(content));

    private static byte[] Frame(byte target, byte[] content)
    {
        var frame = new byte[8 + content.Length];
        frame[0] = target;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), content.Length);
        content.CopyTo(frame, 8);
        return frame;
    }
}
