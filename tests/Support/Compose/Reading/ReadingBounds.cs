namespace Archiv.Tests.Support.Compose;

/// <summary>What the reading spends at most on hostile or broken input; beyond each bound it is an error with line and column.</summary>
public static class ReadingBounds
{
    /// <summary>Size of one file in bytes.</summary>
    public const int FileBytes = 8 * 1024 * 1024;

    /// <summary>Size of all files of one model together in bytes.</summary>
    public const long AllBytes = 32 * 1024 * 1024;

    /// <summary>Size of a Dockerfile in bytes; nobody writes more.</summary>
    public const int DockerfileBytes = 256 * 1024;

    /// <summary>Levels of mappings and lists inside each other; what prints and parses JSON stops at 64.</summary>
    public const int Depth = 48;

    /// <summary>Values in all files together, each alias counted as often as it is used, and what merging and port ranges make of them.</summary>
    public const long Values = 600_000;

    /// <summary>Files read for one model, <c>extends</c>, <c>include</c> and <c>env_file</c> together.</summary>
    public const int Files = 500;

    /// <summary>Characters that interpolation may produce for one model.</summary>
    public const long InterpolatedCharacters = 32 * 1024 * 1024;

    /// <summary>Levels of <c>${A:-${B:-…}}</c>.</summary>
    public const int InterpolationDepth = 32;
}
