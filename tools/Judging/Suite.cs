using Archiv.Tests.Support;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>A suite: the tests of one assembly.</summary>
/// <param name="Name">As it is typed behind <c>--suite</c>.</param>
/// <param name="Assembly">Absolute path of the built assembly.</param>
/// <param name="Judges">Row and kind of each of its tests.</param>
/// <param name="LeftOut">The rows whose tests are left out, in part or all, each with the reason; see <see cref="Observing"/>.</param>
internal sealed record Suite(string Name, string Assembly, IReadOnlySet<(string Row, Kind Kind)> Judges, IReadOnlyList<(string Row, string Reason)>? LeftOut = null)
{
    /// <summary>Names of all suites.</summary>
    public static readonly IReadOnlyList<string> Names = ["e2e", "chaos", "load"];

    /// <summary>True when it measures: it runs after the others, which would be in its figures.</summary>
    public bool Measures => Name == "load";

    /// <summary>The suites that are built, of those names.</summary>
    public static IReadOnlyList<Suite> Built(IEnumerable<string> names) =>
    [
        .. names.Select(name => (Name: name, File: FileOf(name))).Where(suite => File.Exists(suite.File))
            .Select(suite => new Suite(suite.Name, suite.File, TestAssembly.Tests(suite.File).Select(test => (test.Row, test.Kind)).ToHashSet())),
    ];

    /// <summary>The same suites without the tests that need a stack of their own.</summary>
    public static IReadOnlyList<Suite> OnlyReading(IEnumerable<string> names) =>
    [
        .. Built(names).Select(suite => (Suite: suite, Tests: TestAssembly.Tests(suite.Assembly))).Select(entry => entry.Suite with
        {
            Judges = entry.Tests.Where(test => test.OwnStack is null).Select(test => (test.Row, test.Kind)).ToHashSet(),
            LeftOut = [.. entry.Tests.Where(test => test.OwnStack is not null).Select(test => (test.Row, test.OwnStack!))],
        }),
    ];

    private static string FileOf(string name)
    {
        var project = name == "e2e" ? "E2E" : char.ToUpperInvariant(name[0]) + name[1..];
        return Path.Combine(Repository.Root, "artifacts", "bin", project, "debug", $"Archiv.Tests.{project}.dll");
    }
}
