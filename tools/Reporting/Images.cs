using Archiv.Tests.Support.Compose;
using Archiv.Tests.Tools.Judging;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Asks the engine about the images of a model.</summary>
internal static class Images
{
    /// <summary>Label of an image that was made here in place of the original.</summary>
    private const string Standin = "org.archiv.standin";

    /// <summary>Every image of the model once, in the order of names.</summary>
    public static async Task<IReadOnlyList<ImageUsed>> Of(ComposeModel model)
    {
        var names = model.Services.Values.Select(service => service.Text("image")).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return await Task.WhenAll(names.Select(Ask));
    }

    private static async Task<ImageUsed> Ask(string name)
    {
        var (exitCode, lines, _) = await DockerCommand.Run("image", "inspect", "--format", $"{{{{.Id}}}} {{{{index .Config.Labels \"{Standin}\"}}}}", name);
        var words = exitCode == 0 && lines.Length > 0 ? lines[0].Split(' ', 2) : null;
        return new ImageUsed(name, words?[0], words is [_, { Length: > 0 } label] && label is not ("false" or "<no value>"));
    }
}
