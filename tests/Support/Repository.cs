namespace Archiv.Tests.Support;

/// <summary>Where this repository lies on the machine.</summary>
public static class Repository
{
    /// <summary>Absolute path of the folder that holds <c>Archiv.Tests.sln</c>, found upwards from the running assembly.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the stack under test.</summary>
    public static string ComposeUnderTest => Path.Combine(Root, "compose-under-test");

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Archiv.Tests.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Archiv.Tests.sln above {from}: run from a checkout of the repository.");
    }
}
