using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The known differences stand in the stand-in's README, one line each, and nowhere else.</summary>
public sealed class KnownDifferencesTests
{
    private static readonly Regex Line = new(@"^\| (?<id>[^|]+?) \| (?<why>[^|]+?) \|$", RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    /// <summary>Differences that no case of the table can show.</summary>
    private static readonly string[] WithoutCase =
    [
        "commands create, push, cp, signin, signout: out of scope, unknown commands",
        "no runner is started at the server's start to look for GPUs",
        "the identity key's bytes are random: this program signs nothing",
        "the template is not executed: the model reads the messages themselves",
        "run without a prompt at a terminal loads the model and ends",
        "a proxy (HTTPS_PROXY) is not used for pulls",
        "a registry that asks for a login (401) is refused",
        "times have 100 ns; the last two of nine digits are made up or zero",
        "a second load waits for the first: loads run one after another",
        "a model that must make room goes when it is idle, whatever keep-alive later requests give it",
    ];

    [Test]
    public void The_readme_lists_exactly_the_known_differences()
    {
        string readme = File.ReadAllText(Path.Combine(Root(), "standins/images/ollama/README.md"));
        string section = readme[readme.IndexOf("## Known differences", StringComparison.Ordinal)..];
        string[] listed = [.. Line.Matches(section).Select(m => m.Groups["id"].Value).Where(id => id is not ("What" or "---")).Order(StringComparer.Ordinal)];

        string[] known = [.. HttpCaseTests.Cases.Where(c => c.KnownDifference.Length > 0).Select(c => c.Id).Concat(WithoutCase).Order(StringComparer.Ordinal)];

        TestContext.Out.WriteLine($"{known.Length} known differences, {HttpCaseTests.Cases.Count()} cases in tables");
        Assert.That(listed, Is.EqualTo(known));
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Archiv.Tests.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new AssertionException("The repository's root was not found above the test's output.");
    }
}
