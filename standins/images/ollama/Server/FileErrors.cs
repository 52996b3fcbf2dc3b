using System.Text.RegularExpressions;

namespace Ollama.Server;

/// <summary>Failures of the file system in the original's words: <c>open PATH: read-only file system</c>.</summary>
internal static class FileErrors
{
    private static readonly Regex Runtime = new(@"^(?<why>.*?)\.? : '(?<path>.*)'$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    private static readonly Regex Quoted = new("'(?<path>[^']*)'", RegexOptions.None, TimeSpan.FromSeconds(1));

    public static string Text(Exception error)
    {
        string path = Quoted.Match(error.Message).Groups["path"].Value;
        return error switch
        {
            UnauthorizedAccessException => $"open {path}: permission denied",
            FileNotFoundException or DirectoryNotFoundException => $"open {path}: no such file or directory",
            _ when Runtime.Match(error.Message) is { Success: true } m => $"open {m.Groups["path"].Value}: {m.Groups["why"].Value.ToLowerInvariant()}",
            _ => error.Message,
        };
    }
}
