using Archiv.Tests.Support;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>What we ask of others we keep. Services that overlays add for tests are not judged (scope of the catalogue).</summary>
public sealed class OwnFilesTests
{
    private const string Production = "docker-compose.prod.yml";


    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Repository.ComposeUnderTest, "docker-compose*.yml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Overlays =>
        Directory.EnumerateFiles(Path.Combine(Repository.ComposeUnderTest, "overlays"), "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.ComposeUnderTest, file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void What_operators_and_developers_use_must_have_no_finding_and_silence_nothing_without_need(string name)
    {
        // An overlay is judged on what it lies over; the developers' file extends what it needs.
        string[] files = name is Production || name.Contains(".dev.", StringComparison.Ordinal) ? [name] : [Production, name];

        var report = Checker.Check(
            [.. files.Select(file => Path.Combine(Repository.ComposeUnderTest, file))],
            Surroundings.Variables(Path.Combine(Repository.ComposeUnderTest, ".env.example")), Repository.ComposeUnderTest);

        report.Findings.Where(finding => finding.Severity == Severity.Finding).Select(finding => $"{finding.File}:{finding.Line} {finding.Rule} {finding.Service}: {finding.Message}").Should().BeEmpty();
        report.Silenced.Should().NotContain(silenced => silenced.Reason.Length < 20 || silenced.Findings == 0);
    }

    [TestCaseSource(nameof(Overlays))]
    public void An_overlay_of_a_suite_must_loosen_nothing_of_the_production_services(string name)
    {
        // Those of faults lie over the stand-ins'.
        string[] files = name.Split('/').Length > 2 ? [Production, "overlays/standin.yml", name] : [Production, name];
        var variables = Surroundings.Variables(Path.Combine(Repository.ComposeUnderTest, ".env.example")).ToDictionary(StringComparer.Ordinal);
        (variables["TOXIPROXY_PORT"], variables["SCRIPT_PORT"], variables["STANDIN_CA"]) = ("1024", "1025", "/ca.crt");
        string[] paths = [.. files.Select(file => Path.Combine(Repository.ComposeUnderTest, file))];
        var services = ComposeReading.Read([paths[0]], variables).Model.Services.Keys;

        var report = Checker.Check(paths, variables, Repository.ComposeUnderTest);

        // H14: the list of an overlay's settings is the profile, no operator's .env.
        report.Findings.Where(finding => finding.Severity == Severity.Finding && finding.Rule != "H14" && finding.Service is { } service && services.Contains(service))
            .Select(finding => $"{finding.File}:{finding.Line} {finding.Rule} {finding.Service}: {finding.Message}").Should().BeEmpty();
        report.Silenced.Should().NotContain(silenced => silenced.Reason.Length < 20 || silenced.Findings == 0);
    }

    [TestCase("standins/images/archiv-backend/Dockerfile", true)]
    [TestCase("standins/images/Dockerfile", false)]
    [TestCase("standins/images/dotnet.Dockerfile", false)]
    public void A_Dockerfile_must_have_no_finding(string name, bool ofAnApplication)
    {
        var compose = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"own-{Guid.NewGuid():n}.yml");
        File.WriteAllText(compose, $"services: {{ app: {{ build: {{ context: '{Repository.Root}', dockerfile: {name} }} }} }}");
        try
        {
            // H16: the guide's stages and user belong to an application's image; images of others are as these are.
            Checker.Check([compose], null, Repository.Root).Findings
                .Where(finding => finding.File.EndsWith("Dockerfile", StringComparison.Ordinal) && finding.Severity == Severity.Finding && (ofAnApplication || finding.Rule != "H16"))
                .Should().BeEmpty();
        }
        finally
        {
            File.Delete(compose);
        }
    }

    [Test]
    public void The_GPU_overlay_must_exist_since_its_row_is_not_applicable_without_it() =>
        File.Exists(Path.Combine(Repository.ComposeUnderTest, "docker-compose.gpu.yml")).Should().BeTrue();
}
