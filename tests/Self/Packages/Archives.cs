using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using FluentAssertions;
using ICSharpCode.SharpZipLib.Tar;
using NUnit.Framework;
using TarEntry = ICSharpCode.SharpZipLib.Tar.TarEntry;

namespace Archiv.Tests.Self.Packages;

public sealed class Archives
{
    private static readonly DateTime Changed = new(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc);
    private static readonly string LongName = string.Concat(Enumerable.Repeat("folder-of-letters/", 12)) + "brief.txt";

    [Test]
    public async Task What_is_written_the_platform_reads()
    {
        using var archive = await WriteAsync(("a/hello.txt", "hello"u8.ToArray()), (LongName, "Grüße"u8.ToArray()), ("empty", []));
        using var reader = new TarReader(archive);

        var first = await reader.GetNextEntryAsync(copyData: true);
        first!.Name.Should().Be("a/hello.txt");
        first.Mode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        (first.Uid, first.Gid).Should().Be((1000, 1001));
        first.ModificationTime.UtcDateTime.Should().Be(Changed);
        Text(first.DataStream!).Should().Be("hello");
        var second = await reader.GetNextEntryAsync(copyData: true);
        second!.Name.Should().Be(LongName);
        Text(second.DataStream!).Should().Be("Grüße");
        (await reader.GetNextEntryAsync())!.Length.Should().Be(0);
        (await reader.GetNextEntryAsync()).Should().BeNull();
    }

    [Test]
    public async Task What_is_written_GNU_tar_lists()
    {
        using var archive = await WriteAsync(("a/hello.txt", "hello"u8.ToArray()), (LongName, "Grüße"u8.ToArray()));

        var listed = await GnuTarAsync("tv --utc --full-time --numeric-owner --quoting-style=literal", archive);

        listed.Replace("        ", "", StringComparison.Ordinal).Should().Be(
            $"-rwxr--r-- 1000/1001 5 2026-03-29 01:30:00 a/hello.txt\n-rwxr--r-- 1000/1001 7 2026-03-29 01:30:00 {LongName}\n");
    }

    [Test]
    public async Task A_folder_may_be_written()
    {
        using var archive = await WriteAsync(("folder/", []), ("folder/x", "1"u8.ToArray()));
        await using var input = new TarInputStream(archive, Encoding.UTF8);

        (await input.GetNextEntryAsync(CancellationToken.None))!.IsDirectory.Should().BeTrue();
        (await input.GetNextEntryAsync(CancellationToken.None))!.Name.Should().Be("folder/x");
    }

    [TestCase(TarEntryFormat.Gnu)]
    [TestCase(TarEntryFormat.Pax)]
    [TestCase(TarEntryFormat.Ustar)]
    public async Task What_the_platform_writes_is_read(TarEntryFormat format)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, format, leaveOpen: true))
        {
            await writer.WriteEntryAsync(Platform(format, TarEntryType.Directory, "dir/", null));
            await writer.WriteEntryAsync(Platform(format, TarEntryType.RegularFile, "dir/unread", "skipped"));
            await writer.WriteEntryAsync(Platform(format, TarEntryType.RegularFile, "dir/read", "Inhalt"));
        }

        await using var input = new TarInputStream(new Trickle(archive.ToArray(), 100), Encoding.UTF8);

        var folder = await input.GetNextEntryAsync(CancellationToken.None);
        folder!.IsDirectory.Should().BeTrue();
        (await input.GetNextEntryAsync(CancellationToken.None))!.Size.Should().Be(7);
        var file = await input.GetNextEntryAsync(CancellationToken.None);
        file!.Name.Should().Be("dir/read");
        file.IsDirectory.Should().BeFalse();
        file.TarHeader.Mode.Should().Be(Convert.ToInt32("640", 8));
        Text(input).Should().Be("Inhalt");
        (await input.GetNextEntryAsync(CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task A_large_member_comes_back_whole()
    {
        var content = new byte[(16 << 20) + 1];
        new Random(7).NextBytes(content);
        using var archive = await WriteAsync(("large", content));
        await using var input = new TarInputStream(archive, Encoding.UTF8);

        (await input.GetNextEntryAsync(CancellationToken.None))!.Size.Should().Be(content.Length);
        using var read = new MemoryStream();
        await input.CopyToAsync(read);
        read.ToArray().AsSpan().SequenceEqual(content).Should().BeTrue();
    }

    [Test]
    public async Task A_closed_archive_is_readable_through_the_stream_that_wrote_it()
    {
        using var below = new MemoryStream();
        await using var output = new TarOutputStream(below, Encoding.UTF8) { IsStreamOwner = false };
        await AddAsync(output, "x", "content"u8.ToArray());
        output.Close();

        output.Seek(0, SeekOrigin.Begin);
        (await GnuTarAsync("t", output)).Should().Be("x\n");
        output.CanWrite.Should().BeFalse();
    }

    [TestCase(4, TestName = "More_than_announced_is_refused")]
    [TestCase(6, TestName = "Less_than_announced_is_refused")]
    public async Task Another_size_than_announced_is_refused(int announced)
    {
        var output = new TarOutputStream(new MemoryStream(), Encoding.UTF8);
        await output.PutNextEntryAsync(new TarEntry(new TarHeader { Name = "x" }) { Size = announced }, CancellationToken.None);

        var write = async () =>
        {
            await output.WriteAsync("12345"u8.ToArray());
            await output.CloseEntryAsync(CancellationToken.None);
        };

        await write.Should().ThrowAsync<InvalidDataException>().WithMessage($"x: *{announced} *");
    }

    [Test]
    public void Names_in_another_encoding_need_the_real_package()
    {
        var open = () => new TarOutputStream(new MemoryStream(), Encoding.Latin1);

        open.Should().Throw<NotSupportedException>().WithMessage("*SharpZipLib*");
    }

    private static async Task<MemoryStream> WriteAsync(params (string Name, byte[] Content)[] files)
    {
        var archive = new MemoryStream();
        await using (var output = new TarOutputStream(archive, 20, Encoding.UTF8) { IsStreamOwner = false })
        {
            foreach (var (name, content) in files)
            {
                await AddAsync(output, name, content);
            }
        }

        archive.Position = 0;
        return archive;
    }

    private static async Task AddAsync(TarOutputStream output, string name, byte[] content)
    {
        var header = new TarHeader { Name = name, Mode = Convert.ToInt32("744", 8), UserId = 1000, GroupId = 1001, ModTime = Changed };
        await output.PutNextEntryAsync(new TarEntry(header) { Size = content.Length }, CancellationToken.None);
        await output.WriteAsync(content);
        await output.CloseEntryAsync(CancellationToken.None);
    }

    private static System.Formats.Tar.TarEntry Platform(TarEntryFormat format, TarEntryType type, string name, string? content)
    {
        System.Formats.Tar.TarEntry entry = format switch
        {
            TarEntryFormat.Gnu => new GnuTarEntry(type, name),
            TarEntryFormat.Pax => new PaxTarEntry(type, name),
            _ => new UstarTarEntry(type, name),
        };
        entry.Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        }

        return entry;
    }

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return reader.ReadToEnd();
    }

    private static async Task<string> GnuTarAsync(string arguments, Stream archive)
    {
        using var tar = Process.Start(new ProcessStartInfo("tar", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await archive.CopyToAsync(tar.StandardInput.BaseStream);
        tar.StandardInput.Close();
        var listed = await tar.StandardOutput.ReadToEndAsync();
        await tar.WaitForExitAsync();
        tar.ExitCode.Should().Be(0);
        return listed;
    }
}
