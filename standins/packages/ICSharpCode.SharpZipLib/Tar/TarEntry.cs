namespace ICSharpCode.SharpZipLib.Tar;

/// <summary>A member of an archive.</summary>
/// <param name="header">Its description.</param>
public sealed class TarEntry(TarHeader header)
{
    /// <summary>Its description.</summary>
    public TarHeader TarHeader { get; } = header;

    /// <summary>Path inside the archive.</summary>
    public string Name => TarHeader.Name;

    /// <summary>Content length in bytes.</summary>
    public long Size
    {
        get => TarHeader.Size;
        set => TarHeader.Size = value;
    }

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => TarHeader.IsDirectory || TarHeader.Name.EndsWith('/');
}
