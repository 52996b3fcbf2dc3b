using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>The page cannot rot. UPDATE_DOCS=1 writes it anew.</summary>
public sealed class ChecksPageTests
{
    [Test]
    public void The_page_of_rules_must_be_what_the_rules_say()
    {
        var file = Path.Combine(Repository.Root, "docs", "checks.md");
        var page = ChecksPage.Write();

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, page);
        }

        File.ReadAllText(file).Should().Be(page);
    }
}
