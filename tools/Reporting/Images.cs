using Archiv.Tests.Support.Compose;
using Archiv.Tests.Tools.Judging;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Asks the engine about the images of a model.</summary>
internal static class Images
{
    /// <summary>Every image of the model once, in the order of names.</summary>
    public static async Task<IReadOnlyList<ImageUsed>> Of(ComposeModel model)
    {
        var names = model.Services.Values.Select(service => service.Text("image")).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return await Task.WhenAll(names.Select(name => Ask(name, [.. model.Services.Values.Where(service => service.Text("image") == name).Select(service => service.Name).Order(StringComparer.Ordinal)])));
    }

    private static async Task<ImageUsed> Ask(string name, IReadOnlyList<string> services)
    {
        var (exitCode, lines, _) = await DockerCommand.Run("image", "inspect", "--format", "{{.Id}}{{range .RepoDigests}}\n{{.}}{{end}}", name);
        return new ImageUsed(name, exitCode == 0 ? lines.FirstOrDefault() : null, name.StartsWith(ImageUsed.MadeHere, StringComparison.Ordinal))
        {
            Digest = exitCode == 0 ? lines.Skip(1).FirstOrDefault()?.Split('@').Last() : null,
            Services = services,
        };
    }
}
