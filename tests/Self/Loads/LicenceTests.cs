using Archiv.Tests.Load;
using FluentAssertions;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[NonParallelizable]
public sealed class LicenceTests
{
    private string? before;

    [SetUp]
    public void Keep() => before = Environment.GetEnvironmentVariable(Licence.Variable);

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(Licence.Variable, before);

    [Test]
    public void The_licence_of_an_organisation_must_be_handed_to_NBomber()
    {
        var context = NBomberRunner.RegisterScenarios();
        Environment.SetEnvironmentVariable(Licence.Variable, "a key\n");

        Licence.Given(context).Should().Be(context.WithLicense("a key")).And.NotBe(context);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void Without_one_nothing_must_be_handed(string? none)
    {
        var context = NBomberRunner.RegisterScenarios();
        Environment.SetEnvironmentVariable(Licence.Variable, none);

        Licence.Given(context).Should().BeSameAs(context);
    }
}
