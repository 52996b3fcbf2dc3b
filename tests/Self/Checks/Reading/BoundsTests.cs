using System.Diagnostics;
using System.Text;
using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>Hostile and huge input ends with a sentence, in bounded time and memory.</summary>
public sealed class BoundsTests
{
    private const string Rest = "services: {a: {image: muster/a:1.0.0}}\n";

    // Ten times what these cases take on a quiet machine, since the machine is seldom quiet.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private const long MostAllocated = 2L << 30;
    private static readonly byte[] Marks = [.. "{}[]:-&*!|>'\"%@`#,? \n\tab0~$"u8];

    private static IEnumerable<TestCaseData<string, string>> Hostile
    {
        get
        {
            yield return Case("aliases that multiply", "x-0: &a0 [1,1,1,1,1,1,1,1,1]\n" + Lines(20, i => $"x-{i + 1}: &a{i + 1} [{Nine($"*a{i}")}]") + Rest, "values");
            yield return Case("merge keys that multiply", "x-0: &a0 {k: v}\n" + Lines(20, i => $"x-{i + 1}: &a{i + 1} {{<<: [{Nine($"*a{i}")}]}}") + Rest, "values");
            yield return Case("5 MB of lists inside each other", "a: " + new string('[', 5_000_000), "levels");
            yield return Case("mappings inside each other", "a: " + string.Concat(Enumerable.Repeat("{a: ", 500_000)), "levels");
            yield return Case("5 MB of services", "services:\n" + Lines(78_000, i => $"  s{i}:\n    image: muster/a:1.0.{i}\n    read_only: true"), "values");
            yield return Case("5 MB of items", Rest + "x-a:\n" + Lines(1_200_000, _ => "- a"), "values");
            yield return Case("a file that is too large", "#" + new string('a', ReadingBounds.FileBytes), "larger");
            yield return Case("variables inside each other", Rest + "x-a: \"" + Repeat("${A:-", 40) + Repeat("}", 40) + "\"", "inside each other");
            yield return Case("variables that are not closed", Rest + "x-a: \"" + Repeat("${A:-", 500_000) + "\"", "no variable");
            yield return Case("port ranges", "services:\n  a:\n    image: muster/a:1.0.0\n    ports:\n" + Lines(1000, i => $"      - \"10.0.{i / 250}.{i % 250}:1-65535:1-65535\""), "values");
            yield return Case("a long chain of services", "services:\n  s0: {image: muster/a:1.0.0}\n" + Lines(5000, i => $"  s{i + 1}: {{extends: s{i}}}"), "extend each other");
            yield return Case("a long duration", "services: {a: {image: muster/a:1.0.0, stop_grace_period: \"" + Repeat("1s", 500_000) + "\"}}", "duration");
            yield return Case("quotes that never close", Rest + Repeat("x-a: \"abc\n", 100_000), "YAML");
            yield return Case("a key of 5 MB", Repeat("a:", 2_500_000), "YAML");
        }
    }

    [TestCaseSource(nameof(Hostile))]
    public void Hostile_input_must_be_refused_soon_and_briefly(string text, string reason)
    {
        using var scratch = new Scratch();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var error = scratch.Invoking(folder => folder.Read(text)).Should().Throw<ComposeSyntaxException>().WithMessage($"*{reason}*").Which;

        error.Line.Should().BePositive();
        error.Column.Should().BePositive();
        error.Sentence.Length.Should().BeLessThan(700);
        Ended(watch, allocated);
    }

    [Test]
    public void Five_megabytes_of_text_and_comments_must_be_read()
    {
        using var scratch = new Scratch();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var reading = scratch.Read("# " + new string('k', 2_500_000) + "\nx-a: \"" + new string('t', 2_500_000) + "\"\n" + Rest);

        reading.Model.Services.Should().ContainKey("a");
        Ended(watch, allocated);
    }

    [TestCase(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1 }, 1, 5, TestName = "A program must be refused as no text")]
    [TestCase(new byte[] { (byte)'a', (byte)':', (byte)'\n', (byte)' ', 0xFC }, 2, 2, TestName = "Latin-1 must be refused where it begins")]
    public void Binary_input_must_be_refused_with_its_place(byte[] bytes, int line, int column)
    {
        using var scratch = new Scratch();
        var file = scratch.Write("compose.yml", bytes);

        var error = FluentActions.Invoking(() => ComposeReading.Read([file], null)).Should().Throw<ComposeSyntaxException>().Which;

        error.Place.Should().Be(new SourcePlace(file, line, column));
    }

    [Test]
    public void Random_bytes_and_cut_files_must_never_crash_the_reading()
    {
        using var scratch = new Scratch();
        var random = new Random(20261121);
        var whole = Encoding.UTF8.GetBytes(File.ReadAllText(ReadingSample.Of("archiv-lang").Files[0]));
        for (var round = 0; round < 300; round++)
        {
            var bytes = whole[..random.Next(whole.Length)];
            for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = Marks[random.Next(Marks.Length)];
            }

            Tried(scratch.Write("compose.yml", bytes)).Should().BeOneOf("read", "refused");
        }
    }

    [Test]
    public void Files_that_include_each_other_many_times_must_be_refused()
    {
        using var scratch = new Scratch();
        for (var level = 0; level < 9; level++)
        {
            scratch.Write($"i{level}.yml", $"include: [{Nine($"i{level + 1}.yml")}]\n{Rest}");
        }

        scratch.Write("i9.yml", Rest);

        scratch.Invoking(folder => folder.Read("include: [i0.yml]\n")).Should().Throw<ComposeSyntaxException>().WithMessage("*files belong*");
    }

    [Test]
    public void Variables_that_double_each_other_must_be_refused()
    {
        using var scratch = new Scratch();
        scratch.Write("a.env", "A0=aaaaaaaaaa\n" + Lines(60, i => $"A{i + 1}=$A{i}$A{i}"));

        scratch.Invoking(folder => folder.Read("services: {a: {image: muster/a:1.0.0, env_file: a.env}}"))
            .Should().Throw<ComposeSyntaxException>().WithMessage("*characters*");
    }

    private static string Tried(string file)
    {
        try
        {
            ComposeReading.Read([file], null);
            return "read";
        }
        catch (ComposeSyntaxException)
        {
            return "refused";
        }
    }

    private static void Ended(Stopwatch watch, long allocatedBefore)
    {
        watch.Elapsed.Should().BeLessThan(Longest);
        (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore).Should().BeLessThan(MostAllocated);
    }

    private static TestCaseData<string, string> Case(string name, string text, string reason) =>
        new TestCaseData<string, string>(text, reason).SetArgDisplayNames(name);

    private static string Lines(int count, Func<int, string> line)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            lines.Append(line(i)).Append('\n');
        }

        return lines.ToString();
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Nine(string text) => string.Join(',', Enumerable.Repeat(text, 9));
}
