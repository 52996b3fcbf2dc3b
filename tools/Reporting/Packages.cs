using System.Text.Json.Nodes;
using Archiv.Tests.Support;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Reads from a built suite which of its libraries are stand-ins: they came as projects, not as packages.</summary>
internal static class Packages
{
    private static readonly string Home = Path.Combine(Repository.Root, "standins", "packages");

    /// <summary>The libraries of built assemblies for which there is a stand-in, by name.</summary>
    /// <param name="assemblies">Absolute paths.</param>
    public static IReadOnlyList<PackageUsed> Of(IEnumerable<string> assemblies) =>
    [
        .. assemblies.Select(assembly => Path.ChangeExtension(assembly, ".deps.json")).Where(File.Exists)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["libraries"]!.AsObject())
            .Select(library => (Name: library.Key.Split('/')[0], Version: library.Key.Split('/')[1], Type: library.Value!["type"]!.ToString()))
            .Where(library => Directory.Exists(Path.Combine(Home, library.Name)))
            .Select(library => new PackageUsed(library.Name, library.Version, library.Type == "project"))
            .Distinct().OrderBy(package => package.Name, StringComparer.Ordinal),
    ];
}
