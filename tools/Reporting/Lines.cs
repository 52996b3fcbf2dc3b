using System.Text.Json;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Files of a JSON value per line, one file per process.</summary>
internal static class Lines
{
    /// <summary>The values of all files of a folder of the run; half a line of a process that was killed is passed over.</summary>
    public static IEnumerable<T> Of<T>(string directory, string folder)
    {
        var home = Path.Combine(directory, folder);
        return Directory.Exists(home)
            ? Directory.EnumerateFiles(home, "*.ndjson").SelectMany(File.ReadLines).Select(Parse<T>).OfType<T>()
            : [];
    }

    private static T? Parse<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Run.Json);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
