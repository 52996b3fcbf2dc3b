using System.Text.RegularExpressions;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using FluentAssertions;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What the suites ask of a profile, each profile must have; what a compose file lets a user swap, each profile must let through.</summary>
[TestFixture, NonParallelizable]
public sealed partial class ProfileKeysTests
{
    private static readonly string[] Profiles =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.ComposeUnderTest, "profiles"), "*.env").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    // The suite itself picks the ports.
    private static readonly string[] Keys =
    [
        .. new[] { "Support", "E2E", "Chaos", "Load" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Key().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Where(key => !key.EndsWith("_PORT", StringComparison.Ordinal)).Distinct().Order(),
    ];

    private static readonly string[] Images =
    [
        .. Directory.EnumerateFiles(Repository.ComposeUnderTest, "*.yml", SearchOption.AllDirectories)
            .SelectMany(file => Image().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().Order(),
    ];

    [Test]
    public void Every_profile_must_have_what_the_suites_ask_for([ValueSource(nameof(Profiles))] string name, [ValueSource(nameof(Keys))] string key) =>
        Profile.Load(name).Required(key).Should().NotBeEmpty();

    [Test]
    public void Every_image_that_a_compose_file_lets_a_user_swap_must_be_swapped([ValueSource(nameof(Profiles))] string name, [ValueSource(nameof(Images))] string image)
    {
        var before = Environment.GetEnvironmentVariable(image);
        try
        {
            Environment.SetEnvironmentVariable(image, "somewhere/else:1");

            Profile.Load(name).Settings.Should().Contain(image, "somewhere/else:1");
        }
        finally
        {
            Environment.SetEnvironmentVariable(image, before);
        }
    }

    [TestCase("standin", "", true)]
    [TestCase("standin", "ollama/ollama:0.13.5", false)]
    [TestCase("standin", "archiv.local/ollama/ollama:mine", true)]
    [TestCase("small", "", false)]
    [TestCase("prod", "ollama/ollama:0.13.5", true)]
    public void A_model_server_that_cannot_understand_the_model_must_not_be_asked_to(string name, string image, bool understands) =>
        Profile.Load(name).With(("OLLAMA_IMAGE", image)).ModelUnderstandsQuestions.Should().Be(understands);

    [Test]
    public void A_row_that_takes_the_registry_away_must_not_be_applicable_where_the_profile_runs_none()
    {
        Profile.Load("standin").Registry.Should().Be("registry");
        using var isolated = new TestExecutionContext.IsolatedContext();

        FluentActions.Invoking(() => Profile.Load("prod").Registry).Should().Throw<InconclusiveException>().WithMessage("*REGISTRY_SERVICE*");
        Judgement.Note.NotApplicable.Should().BeTrue();
    }

    [GeneratedRegex("""(?:Required|Number|Seconds|Texts)\("([A-Z_]+)"\)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\$\{(\w+_IMAGE)\b")]
    private static partial Regex Image();
}
