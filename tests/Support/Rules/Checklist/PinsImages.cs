using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H11.</summary>
internal sealed class PinsImages() : Rule(
    "H11",
    "images are pinned to an exact patch tag or a digest",
    "What a floating tag means changes between two pulls: the same file gives another system, and nobody decided it.",
    new("""
        services:
          db:
            image: postgres:17-alpine
        """),
    new("""
        services:
          db:
            image: postgres:17.6-alpine3.22
        """))
{
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) =>
    [
        .. model.Services.Where(service => !service.Has("build")).SelectMany(Judge),
        .. model.Services.Where(service => service.Dockerfile is not null)
            .SelectMany(service => service.Dockerfile!.Foreign.Select(stage => Judge(service, stage.From, stage.Line))).OfType<RuleFinding>(),
    ];

    private static IEnumerable<RuleFinding> Judge(CheckedService service)
    {
        if (service.Image is not { } image)
        {
            yield return service.Found(service.At(), "it names no image", "image: example/web:1.4.2");
        }
        else if (!image.IsSymbolic && !image.IsExact)
        {
            yield return service.Found(service.At("image"), Floats(image), $"image: {image.Repository}:1.2.3  # the exact version, better with its @sha256: digest");
        }
        else if (image.Digest is null)
        {
            yield return service.Noted(service.At("image"), "a tag can be pushed again, a digest cannot", image.Tag is null ? $"{image.Repository.Trim('$', '{', '}')}=example/web:1.4.2@sha256:…  # where its value is set" : $"image: {image.Repository}:{image.Tag}@sha256:…");
        }
    }

    // What is deployed is the image that came out; a base that floats only shows at the next build. One without version is a mistake all the same.
    private static RuleFinding? Judge(CheckedService service, string from, int line)
    {
        var image = ImageName.Parse(from);
        if (image.IsSymbolic || image.IsExact)
        {
            return null;
        }

        var dockerfile = service.Dockerfile!;
        var at = dockerfile.IsInline ? null : new SourcePlace(dockerfile.File, line, 1);
        return new(
            service.Name, service.At("build"), $"its Dockerfile begins with {from}: {Floats(image)}", $"FROM {image.Repository}:1.2.3",
            image.Tag is null or "latest" ? Severity.Finding : Severity.Note, at);
    }

    private static string Floats(ImageName image) => image.Tag switch
    {
        null => "an image without tag is :latest, whatever that is today",
        "latest" => ":latest is another image after the next push",
        var tag => $"the tag {tag} moves from patch to patch",
    };
}
