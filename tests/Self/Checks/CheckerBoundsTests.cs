using System.Diagnostics;
using System.Globalization;
using Archiv.Tests.Self.Checks.Reading;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Tools.Checking;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>Rules and report end soon on hostile and huge files, too. Processor time of the test's own thread counts, so that a busy machine fails nothing.</summary>
public sealed class CheckerBoundsTests
{
    private const string Image = "image: muster/a:1.0.0";
    private const long MostAllocated = 600L << 20;

    private static IEnumerable<TestCaseData<string, double>> Huge =>
    [
        Case("24 KB of apt add", $"services: {{a: {{build: {{dockerfile_inline: \"FROM x\\nRUN {Repeat("apt add ", 3000)}\"}}}}}}", 1),
        Case("npm ci again and again", $"services: {{a: {{build: {{dockerfile_inline: \"FROM x\\nRUN {Repeat("npm ci ", 30_000)}\"}}}}}}", 1),
        Case("arguments that double", $"services: {{a: {{build: {{dockerfile_inline: \"ARG A0=aaaaaaaa\\n{Lines(60, i => $"ARG A{i + 1}=$$A{i}$$A{i}").ReplaceLineEndings("\\n")}FROM $$A60\\n\"}}}}}}", 1),
        Case("an image of colons", $"services: {{a: {{image: '{Repeat("a:", 200_000)}/b'}}}}", 2),
        Case("a name of beginnings", $"services: {{{Repeat("-pulla_seeda", 20_000)}: {{{Image}}}}}", 2),
        Case("a model's long name", $"services: {{a: {{{Image}, environment: {{MODEL: '{new string('a', 200_000)}!'}}}}}}", 2),
        Case("a probe of blanks", $"services: {{a: {{{Image}, healthcheck: {{test: 'echo{new string(' ', 200_000)}x'}}}}}}", 2),
        Case("a probe of operators", $"services: {{a: {{{Image}, healthcheck: {{test: '{Repeat("a||b&&c|d;", 20_000)}'}}}}}}", 2),
        Case("values that look like secrets", $"services: {{a: {{{Image}, environment: {{U: '{Repeat("a://a:", 50_000)}', V: '{Repeat("password ", 50_000)}'}}}}}}", 2),
        Case("2000 services that wait for each other", "services:\n  s0: {image: muster/a:1.0.0}\n" + Lines(2000, i =>
            $"  s{i + 1}: {{{Image}, depends_on: {{s{i}: {{condition: service_healthy}}}}, environment: {{URL: 'http://s{i}:80', A: '${{A:-1}}'}}, networks: [n]}}") + "networks: {n: }\n", 8),
        Case("600 databases and as many strangers", "services:\n" + Lines(600, i =>
            $"  d{i}: {{image: postgres:17.6}}\n  p{i}: {{image: caddy:2.11.2}}\n  a{i}: {{{Image}, environment: {{H: 'd{i}'}}}}"), 8),
    ];

    [OneTimeSetUp]
    public void Compile() => Judge("services: {a: {build: {dockerfile_inline: \"FROM x\\nRUN apt add gcc\"}, healthcheck: {test: 'a | b'}}}");

    [TestCaseSource(nameof(Huge))]
    public void A_huge_file_must_be_judged_soon(string text, double seconds)
    {
        var (allocated, spent) = (GC.GetAllocatedBytesForCurrentThread(), Spent());

        Judge(text).Should().Contain(" services, ");

        (Spent() - spent).Should().BeLessThan(TimeSpan.FromSeconds(seconds));
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(MostAllocated);
    }

    [Test]
    public void A_command_of_5_MB_must_be_refused_before_it_fills_the_memory()
    {
        var (allocated, spent) = (GC.GetAllocatedBytesForCurrentThread(), Spent());

        FluentActions.Invoking(() => Judge($"services: {{a: {{{Image}, command: '{Repeat("a ", 2_600_000)}'}}}}")).Should().Throw<ComposeSyntaxException>().WithMessage("*values*");

        (Spent() - spent).Should().BeLessThan(TimeSpan.FromSeconds(5));
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(MostAllocated);
    }

    [TestCase("include: [/dev/zero]", 1, 11)]
    [TestCase("services: {a: {image: muster/a:1.0.0, env_file: /dev/zero}}", 1, 49)]
    [TestCase("services: {a: {image: muster/a:1.0.0, label_file: /dev/zero}}", 1, 51)]
    [TestCase("services: {a: {extends: {file: /dev/zero, service: a}}}", 1, 16)]
    [TestCase("services: {a: {build: {context: /dev, dockerfile: zero}}}", 1, 39)]
    [TestCase("include: [PIPE]", 1, 11)]
    [TestCase("services: {a: {image: muster/a:1.0.0, env_file: PIPE}}", 1, 49)]
    [TestCase("services: {a: {build: {context: ., dockerfile: PIPE}}}", 1, 36)]
    public void What_has_no_end_must_be_refused_where_it_is_named(string text, int line, int column)
    {
        using var scratch = new Scratch();
        var file = scratch.Write("compose.yml", text.Replace("PIPE", "pipe", StringComparison.Ordinal));
        using (var made = Process.Start("mkfifo", [Path.Combine(Path.GetDirectoryName(file)!, "pipe")]))
        {
            made.WaitForExit();
        }

        var error = FluentActions.Invoking(() => Checker.Check([file], null, "/")).Should().Throw<ComposeSyntaxException>().WithMessage("*device, pipe or socket*regular file*").Which;

        error.Place.Should().Be(new SourcePlace(file, line, column));
    }

    [Test]
    public void A_device_as_the_checked_file_must_be_read_to_the_bound_and_no_further() =>
        FluentActions.Invoking(() => Checker.Check(["/dev/zero"], null, "/")).Should().Throw<ComposeSyntaxException>().WithMessage("*larger*");

    private static string Judge(string text)
    {
        using var scratch = new Scratch();
        return CheckText.Write(Checker.Check([scratch.Write("compose.yml", text)], null, "/"));
    }

    // Nanoseconds that this thread had a processor, as the kernel counts them.
    private static TimeSpan Spent() =>
        TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0);

    private static TestCaseData<string, double> Case(string name, string text, double seconds) =>
        new TestCaseData<string, double>(text, seconds).SetArgDisplayNames(name);

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
