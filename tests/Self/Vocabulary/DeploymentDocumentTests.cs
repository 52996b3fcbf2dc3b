using System.Text.RegularExpressions;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Profiles;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What an operator reads must be what the file says: same variables, same numbers.</summary>
[TestFixture]
public sealed partial class DeploymentDocumentTests
{
    private static readonly string Folder = Repository.ComposeUnderTest;
    private static readonly Dictionary<string, string> Variables = Uses(File.ReadAllText(Path.Combine(Folder, "docker-compose.prod.yml")));

    private static string[] Names() => [.. Variables.Keys];

    [TestCaseSource(nameof(Names))]
    public void A_variable_of_the_production_file_must_be_documented_with_its_default(string variable)
    {
        var line = File.ReadLines(Path.Combine(Folder, "DEPLOYMENT.md")).FirstOrDefault(text => text.StartsWith('|') && text.Contains($"`{variable}`", StringComparison.Ordinal));

        line.Should().NotBeNull();
        line.Should().Contain(Variables[variable] switch { "" => "empty", "?" => "required", var text => $"`{text}`" });
    }

    [TestCaseSource(nameof(Names))]
    public void A_variable_of_the_production_file_must_stand_in_the_example(string variable) =>
        EnvFile.Names(Path.Combine(Folder, ".env.example")).Should().Contain(variable);

    [Test]
    public void The_production_file_must_mention_neither_tests_nor_stand_ins() =>
        File.ReadAllText(Path.Combine(Folder, "docker-compose.prod.yml")).Should().NotContainAny("standin", "STANDIN", "archiv.local", "test double", "Testcontainers");

    // A default that is itself a variable (an image's prefix) counts as empty.
    private static Dictionary<string, string> Uses(string file) => Use().Matches(file)
        .GroupBy(match => match.Groups["name"].Value)
        .ToDictionary(
            uses => uses.Key,
            uses => uses.Any(use => use.Groups["required"].Success) ? "?" : uses.First().Groups["default"].Value is var text && text.StartsWith('$') ? "" : uses.First().Groups["default"].Value);

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(?<required>:\?)?(:-(?<default>\$|[^}$]*))?")]
    private static partial Regex Use();
}
