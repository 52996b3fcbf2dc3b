using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>What a refusal says is kept beside each sample; UPDATE_REFUSALS=1 writes it anew, for review.</summary>
public sealed class RefusalTests
{
    private static IEnumerable<string> Names => ReadingSample.Refused.Select(sample => sample.Name);

    [TestCaseSource(nameof(Names))]
    public void A_refusal_must_name_line_column_and_remedy(string name)
    {
        var sample = ReadingSample.Of(name);
        var folder = Path.GetDirectoryName(sample.Files[0])!;
        var kept = Path.Combine(folder, "refusal.txt");

        var error = sample.Invoking(files => files.Read()).Should().Throw<ComposeSyntaxException>().Which;

        var said = error.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_REFUSALS") == "1")
        {
            File.WriteAllText(kept, said);
        }

        said.Should().Be(File.ReadAllText(kept));
        error.Sentence.Should().MatchRegex("[;,(]", "a remedy follows what is wrong");
    }
}
