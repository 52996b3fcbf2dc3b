using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

public sealed class IgnoredRuleTests
{
    [Test]
    public void Silenced_rules_must_be_told_with_reason_place_and_service()
    {
        using var scratch = new Scratch();

        var ignores = scratch.Read("""
            x-archiv-ignore: {H12: behind a firewall}
            x-alle: &alle
              x-archiv-ignore:
                H7: writes its cache
            services:
              a: {<<: *alle, image: x}
              b: {image: y}
            """).Ignores;

        ignores.Select(ignore => $"{ignore.Rule} {ignore.Service}: {ignore.Reason} {ignore.Place.Line}:{ignore.Place.Column}")
            .Should().Equal("H12 : behind a firewall 1:19", "H7 a: writes its cache 4:5");
    }

    [TestCase("{H1: }", "*:1:50: rule H1 is silenced without a reason*")]
    [TestCase("{H1: ' '}", "*:1:50: rule H1 is silenced without a reason*")]
    [TestCase("{H1: true}", "*:1:50: rule H1 is silenced without a reason*")]
    [TestCase("[H1]", "*:1:32: x-archiv-ignore must be a mapping*")]
    public void A_rule_must_not_be_silenced_without_a_reason(string ignore, string message)
    {
        using var scratch = new Scratch();

        scratch.Invoking(folder => folder.Read($"services: {{a: {{image: 'x:1.0', x-archiv-ignore: {ignore}}}}}"))
            .Should().Throw<ComposeSyntaxException>().WithMessage(message);
    }
}
