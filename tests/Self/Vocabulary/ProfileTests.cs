using Archiv.Tests.Support;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

[TestFixture]
public sealed class ProfileTests
{
    private static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Path.Combine(Repository.ComposeUnderTest, "profiles"), "*.env").Select(file => Path.GetFileNameWithoutExtension(file));

    [TestCaseSource(nameof(Names))]
    public void Every_profile_must_resolve_with_a_service_for_each_role(string name)
    {
        var profile = Profile.Load(name).With(("PROXY_PORT", "20443"));

        var model = ComposeCli.Resolve(profile.Files, profile.Settings);

        model.Services.Keys.Should().Contain(profile.Roles.Values);
        profile.Required("SEARCH_URL").Should().StartWith("https://localhost:20443/");
    }

    [TestCaseSource(nameof(Names))]
    public void Every_static_row_must_hold_on_the_file_as_it_is(string name) =>
        StaticRows.Judge(Profile.Load(name)).Should().AllSatisfy(verdict => verdict.Reason.Should().NotStartWith("expected"));

    [Test]
    public void An_unknown_profile_must_name_the_known_ones() =>
        FluentActions.Invoking(() => Profile.Load("nightly")).Should().Throw<ArgumentException>().WithMessage("*prod, small, standin*");

    [Test]
    public void A_missing_setting_must_name_the_file_to_add_it_to() =>
        FluentActions.Invoking(() => Profile.Load("standin").Required("ROLE_MISSING"))
            .Should().Throw<InvalidOperationException>().WithMessage("*profiles/standin.env*");
}
