using Archiv.Tests.Support;

namespace Archiv.Tests.Tools.Judging;

/// <summary>
/// The stacks that <c>--keep</c> left, remembered in <c>artifacts/kept</c>: they are ours, so <c>--attach</c> also judges rows there that change the stack.
/// Any other project is somebody else's and only read.
/// </summary>
internal static class KeptStacks
{
    private static string Folder => Path.Combine(Repository.Root, "artifacts", "kept");

    /// <summary>Remembers one.</summary>
    public static void Add(string project)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FileOf(project), "");
    }

    /// <summary>True when <c>--keep</c> left that project; its name is random, so none of somebody else's has it.</summary>
    public static bool Contains(string project) => File.Exists(FileOf(project));

    // What was typed must not lead out of the folder.
    private static string FileOf(string project) => Path.Combine(Folder, Path.GetFileName(project));
}
