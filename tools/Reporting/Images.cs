using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Stacks;
using Archiv.Tests.Tools.Judging;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Asks the engine about the images of a run.</summary>
internal static class Images
{
    // The other overlays of the suite change settings of services that are there already.
    private const string Upstream = "overlays/chaos/upstream.yml";

    /// <summary>Every image once, in the order of names, each with what runs it.</summary>
    /// <param name="named">Images with what runs each.</param>
    /// <param name="inspect">Gives an image's id and the registry's digests, nothing for one that is not there; the engine where none is given.</param>
    public static async Task<IReadOnlyList<ImageUsed>> Of(IEnumerable<(string Image, string For)> named, Func<string, Task<string[]>>? inspect = null) => await Task.WhenAll(
        named.GroupBy(entry => entry.Image, entry => entry.For).OrderBy(image => image.Key, StringComparer.Ordinal)
            .Select(image => Ask(image.Key, [.. image.Distinct().Order(StringComparer.Ordinal)], inspect ?? Inspect)));

    /// <summary>Judges, and only then asks for the images: where stacks pull, they come and tags move while rows are judged.</summary>
    /// <param name="judge">Judges.</param>
    /// <param name="named">Images with what runs each.</param>
    /// <param name="inspect">As above.</param>
    public static async Task<(T Judged, IReadOnlyList<ImageUsed> Images)> After<T>(
        Func<Task<T>> judge, IEnumerable<(string Image, string For)> named, Func<string, Task<string[]>>? inspect = null) =>
        (await judge(), await Of(named, inspect));

    /// <summary>The images of several runs: an image that one of them did not find is named as another found it.</summary>
    /// <param name="all">Those of each run.</param>
    public static IReadOnlyList<ImageUsed> Together(IEnumerable<IReadOnlyList<ImageUsed>> all) =>
    [
        .. all.SelectMany(images => images).GroupBy(image => image.Name).OrderBy(same => same.Key, StringComparer.Ordinal)
            .SelectMany(same => same.GroupBy(image => image.Id).Where(found => found.Key is not null || same.All(image => image.Id is null))
                .Select(found => found.First() with { Services = [.. same.Where(image => image.Id is null).Concat(found).SelectMany(image => image.Services).Distinct().Order(StringComparer.Ordinal)] })),
    ];

    /// <summary>The images of a model with the services that run them.</summary>
    public static IEnumerable<(string Image, string For)> In(ComposeModel model) =>
        from service in model.Services.Values
        let image = service.Text("image")
        where image is not null
        select (image, service.Name);

    /// <summary>What the suite chaos puts between backend and model server, and starts beside its stacks.</summary>
    public static IEnumerable<(string Image, string For)> OfChaos(Profile profile)
    {
        // No port is opened: the overlay wants one named.
        var settings = profile.With(("PROXY_PORT", "1"), ("TOXIPROXY_PORT", "2"), ("SCRIPT_PORT", "3"));
        try
        {
            return [.. In(ComposeCli.Resolve([.. settings.Files, settings.Overlay(Upstream)], settings.Settings)), .. ToolImages.Of(profile)];
        }
        catch (ComposeException)
        {
            // The rows that need it will say so.
            return ToolImages.Of(profile);
        }
    }

    private static async Task<ImageUsed> Ask(string name, IReadOnlyList<string> services, Func<string, Task<string[]>> inspect)
    {
        var lines = await inspect(name);
        return new ImageUsed(name, lines.FirstOrDefault(), name.StartsWith(ImageUsed.MadeHere, StringComparison.Ordinal))
        {
            Digest = lines.Skip(1).FirstOrDefault()?.Split('@').Last(),
            Services = services,
        };
    }

    private static async Task<string[]> Inspect(string name)
    {
        var (exitCode, lines, _) = await DockerCommand.Run("image", "inspect", "--format", "{{.Id}}{{range .RepoDigests}}\n{{.}}{{end}}", name);
        return exitCode == 0 ? lines : [];
    }
}
