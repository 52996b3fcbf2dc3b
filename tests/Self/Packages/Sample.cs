using Archiv.Tests.Support;

namespace Archiv.Tests.Self.Packages;

/// <summary>Answers of a Docker Engine 20.10.24, recorded unchanged.</summary>
internal static class Sample
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "Self", "Packages", "Samples", name));
}
