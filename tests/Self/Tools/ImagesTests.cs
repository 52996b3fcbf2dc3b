using Archiv.Tests.Support;
using Archiv.Tests.Tools.Judging;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class ImagesTests
{
    private static readonly string Production = Path.Combine(Repository.ComposeUnderTest, "docker-compose.prod.yml");

    [Test]
    public void What_the_suite_chaos_adds_must_be_named_with_what_it_is_for()
    {
        var profile = Preflight.Profile("standin", Production, []);

        Images.OfChaos(profile).Except(Images.In(Preflight.Model(profile))).Should().BeEquivalentTo(
        [
            ("archiv.local/shopify/toxiproxy:2.12.0", "toxiproxy"),
            ("archiv.local/archiv/scripted-upstream:1.0.0", "scripted-upstream"),
            ("archiv.local/testcontainers/ryuk:0.14.0", "reaper"),
            ("archiv.local/docker:26.1.5-cli", "compose command"),
            ("archiv.local/archiv/netfault:1.0.0", "packet filter"),
        ]);
    }

    [Test]
    public async Task An_original_must_be_told_apart_and_each_image_stand_once()
    {
        var images = await Images.Of([("nobody.invalid/toxiproxy:1", "toxiproxy"), ("archiv.local/nobody:1", "b"), ("archiv.local/nobody:1", "a"), ("archiv.local/nobody:1", "a")]);

        images.Select(image => (image.Name, image.Standin, string.Join(' ', image.Services))).Should()
            .Equal(("archiv.local/nobody:1", true, "a b"), ("nobody.invalid/toxiproxy:1", false, "toxiproxy"));
    }

    [Test]
    public async Task An_image_that_came_while_rows_were_judged_must_not_be_called_absent()
    {
        Dictionary<string, string[]> engine = [];
        async Task<string> Judge()
        {
            await Task.Yield();
            engine["caddy:2"] = ["sha256:01", "caddy@sha256:02"];
            return "judged";
        }

        var (judged, images) = await Images.After(Judge, [("caddy:2", "proxy")], image => Task.FromResult(engine.GetValueOrDefault(image, [])));

        judged.Should().Be("judged");
        images.Should().ContainSingle().Which.Should().Match<ImageUsed>(image => image.Id == "sha256:01" && image.Digest == "sha256:02");
    }
}
