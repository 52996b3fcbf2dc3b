namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What one reading knows and collects.</summary>
internal sealed class ReadContext
{
    private readonly Dictionary<string, string> folders = new(StringComparer.Ordinal);

    public Budget Budget { get; } = new();

    /// <summary>Every reference to a variable, in the order of reading.</summary>
    public List<VariableUse> Variables { get; } = [];

    /// <summary>Variables without value and where each is asked for first.</summary>
    public Dictionary<string, SourcePlace> Unset { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths in this file are relative to this folder; the first word on a file counts.</summary>
    public void Belongs(string file, string folder) => folders.TryAdd(file, folder);

    /// <summary>An absolute path, as seen from the file in which it is written.</summary>
    public string Absolute(string path, SourcePlace place)
    {
        var home = Environment.GetEnvironmentVariable("HOME");
        if (home is not null && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)))
        {
            path = home + path[1..];
        }

        var folder = folders.GetValueOrDefault(place.File) ?? Path.GetDirectoryName(place.File)!;
        return Symbols.In(path) && !path.StartsWith('.') ? path : Clean(Path.IsPathRooted(path) ? path : folder + "/" + path);
    }

    /// <summary>A path without <c>.</c>, <c>..</c> and doubled slashes, never looked up on disk.</summary>
    public static string Clean(string path)
    {
        List<string> parts = [];
        var rooted = path.StartsWith('/');
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part == ".." && (parts.Count > 0 ? parts[^1] != ".." : rooted))
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else
            {
                parts.Add(part);
            }
        }

        return rooted ? "/" + string.Join('/', parts) : parts.Count == 0 ? "." : string.Join('/', parts);
    }
}
