using System.Text;
using System.Text.Json;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Judging;

/// <summary>Reads the events of a run as its processes append them; a line that is still being written waits for its end.</summary>
internal sealed class EventTail(string runDirectory)
{
    private readonly Dictionary<string, long> offsets = [];

    /// <summary>The events that were added since the last call, in the order of time.</summary>
    public IReadOnlyList<RunEvent> Read()
    {
        var folder = Path.Combine(runDirectory, "events");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.ndjson").SelectMany(Added).OrderBy(entry => entry.At)]
            : [];
    }

    private IEnumerable<RunEvent> Added(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var offset = offsets.GetValueOrDefault(file);
        stream.Position = offset;
        var bytes = new byte[stream.Length - offset];
        stream.ReadExactly(bytes);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        offsets[file] = offset + whole;
        return Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<RunEvent>();
    }

    // A process that was killed in the middle of a line leaves half of one.
    private static RunEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEvent>(line, Run.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
