using Archiv.Tests.Support.Compose;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>Each part of the model leads back to the line that somebody wrote.</summary>
public sealed class PlaceTests
{
    [TestCase("anker", "services.findbuch.restart", "compose.yml:2:3", TestName = "What a merge key brings must lead to the anchor")]
    [TestCase("anker", "services.magazin.read_only", "compose.yml:17:5", TestName = "A value that the model leaves out must lead to its line")]
    [TestCase("anker", "services.magazin.mem_limit", "compose.yml:7:3", TestName = "Merge keys of merge keys must be followed")]
    [TestCase("anker", "services.magazin.logging.driver", "compose.yml:20:7")]
    [TestCase("anker", "services.magazin.logging.options.max-size", "compose.yml:5:55")]
    [TestCase("anker", "services.lesesaal.restart", "compose.yml:22:5", TestName = "An own key must win over a merged one")]
    [TestCase("anker", "services.findbuch.healthcheck.test", "compose.yml:10:3", TestName = "What is missing must lead to what it is missing from")]
    [TestCase("anker", "services.niemand.image", "compose.yml:9:1")]
    [TestCase("archiv-kurz", "services.weiterleitung.ports[1]", "compose.yml:5:35", TestName = "An item of a list must have its own place")]
    [TestCase("archiv-kurz", "services.weiterleitung.ports[1].protocol", "compose.yml:5:35")]
    [TestCase("archiv-kurz", "services.weiterleitung.labels.de.archiv.rolle", "compose.yml:12:14", TestName = "Keys may hold dots")]
    [TestCase("archiv-kurz", "services.weiterleitung.environment.ARCHIV", "compose.yml:10:15", TestName = "A variable of an env_file must lead to the name of the file")]
    [TestCase("archiv-kurz", "services.archiv.build.context", "compose.yml:18:12")]
    [TestCase("erbt", "services.spitze.healthcheck.test", "compose.yml:10:19", TestName = "What a service extends must lead to the service below")]
    [TestCase("erbt", "services.spitze.healthcheck.timeout", "compose.yml:18:19")]
    [TestCase("erbt", "services.spitze.ports[0]", "compose.yml:23:23")]
    [TestCase("erbt-aus-datei", "services.archiv.restart", "teile/grund.yml:1:10")]
    [TestCase("erbt-aus-datei", "services.kartei.volumes[0].source", "teile/tiefer/tief.yml:2:48", TestName = "Files that extend files must be followed")]
    [TestCase("einbindung", "services.db.image", "teile/daten.yml:4:5", TestName = "What is included must lead to its file")]
    [TestCase("einbindung", "services.db.mem_limit", "override.yml:2:8", TestName = "What an overlay says must lead to the overlay")]
    [TestCase("einbindung", "services.db.ports[1]", "override.yml:2:33")]
    [TestCase("drei-lagen", "services.a.deploy.resources.limits.cpus", "compose.yml:11:35")]
    [TestCase("drei-lagen", "services.a.deploy.resources.limits.memory", "override.yml:10:35")]
    public void A_part_of_the_model_must_lead_to_its_line(string name, string path, string expected)
    {
        var sample = ReadingSample.Of(name);

        var place = sample.Read().PlaceOf(path);

        $"{Path.GetRelativePath(Path.GetDirectoryName(sample.Files[0])!, place.File)}:{place.Line}:{place.Column}".Should().Be(expected);
    }

    [Test]
    public void Every_value_of_every_sample_must_have_a_place_in_a_line_that_exists()
    {
        foreach (var sample in ReadingSample.All.Where(Readable))
        {
            var reading = sample.Read();
            foreach (var path in Paths.In(reading.Model.Root, ""))
            {
                var place = reading.PlaceOf(path);

                File.ReadLines(place.File).Count().Should().BeGreaterThanOrEqualTo(place.Line, "{0} of {1}", path, sample.Name);
            }
        }
    }

    private static bool Readable(ReadingSample sample)
    {
        try
        {
            return sample.Read() is not null;
        }
        catch (ComposeSyntaxException)
        {
            return false;
        }
    }
}
