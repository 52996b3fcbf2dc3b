using Archiv.Tests.Support;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Differences;

/// <summary>standins/README.md says what the cases say; with UPDATE_KNOWN_DIFFERENCES=1 it is written anew.</summary>
public sealed class PageTests
{
    [Test]
    public async Task The_page_of_known_differences_is_not_stale()
    {
        var file = Path.Combine(Repository.Root, "standins", "README.md");
        var wanted = KnownDifferencesPage.Text();
        if (Environment.GetEnvironmentVariable("UPDATE_KNOWN_DIFFERENCES") == "1")
        {
            await File.WriteAllTextAsync(file, wanted);
        }

        await TestContext.Progress.WriteLineAsync($"{MarkedCases.All.Count()} known differences");
        Assert.That(File.Exists(file) ? await File.ReadAllTextAsync(file) : "", Is.EqualTo(wanted),
            "standins/README.md is stale: UPDATE_KNOWN_DIFFERENCES=1 dotnet test tests/Self --filter FullyQualifiedName~Differences");
    }
}
