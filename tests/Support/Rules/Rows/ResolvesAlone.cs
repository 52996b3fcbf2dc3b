using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A1.6: the artefact resolves by itself, and what it names by path lies beside it.</summary>
internal static class ResolvesAlone
{
    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        // That a model exists at all is the first half: Compose resolved the artefact without any other file.
        var images = model.Services.Values.Where(service => service.Text("image") is null && service.Json["build"] is null).Select(service => service.Name).ToList();
        yield return new(
            images.Count == 0,
            "every service to have its image in this file",
            images.Count == 0 ? $"{profile.Artefact.Count} file(s) resolve to {model.Services.Count} complete services" : $"without image: {string.Join(", ", images)}",
            images.FirstOrDefault());

        var extended = File.ReadLines(profile.ComposeFile).Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith("extends:", StringComparison.Ordinal) || line.StartsWith("include:", StringComparison.Ordinal));
        yield return new(
            extended is null, "no extends or include of another file", extended ?? "it extends no other file", Path.GetFileName(profile.ComposeFile));

        var (owner, missing) = model.Services.Values
            .SelectMany(service => service.Volumes.Where(volume => volume["type"]?.ToString() == "bind").Select(volume => (service.Name, Source: volume["source"]!.ToString())))
            .FirstOrDefault(mount => !Path.Exists(mount.Source));
        yield return new(missing is null, "every bind mount's source to exist", missing is null ? "every bind mount exists" : $"{missing} does not exist", owner);
    }
}
