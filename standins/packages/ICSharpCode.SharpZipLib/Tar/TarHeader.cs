namespace ICSharpCode.SharpZipLib.Tar;

/// <summary>What the archive says about a member.</summary>
public sealed class TarHeader
{
    /// <summary>Path inside the archive; a trailing slash makes it a directory.</summary>
    public string Name { get; set; } = "";

    /// <summary>Permission bits, as chmod takes them.</summary>
    public int Mode { get; set; } = Convert.ToInt32("644", 8);

    /// <summary>Owner.</summary>
    public int UserId { get; set; }

    /// <summary>Group.</summary>
    public int GroupId { get; set; }

    /// <summary>Last change; kept to the second.</summary>
    public DateTime ModTime { get; set; } = DateTime.UnixEpoch;

    /// <summary>Content length in bytes.</summary>
    public long Size { get; set; }

    internal bool IsDirectory { get; init; }
}
