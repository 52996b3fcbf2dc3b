using System.Globalization;

namespace Archiv.Tests.Support.Engine;

/// <summary>The kernel's files of counters: a name and a number on each line.</summary>
internal static class CounterLines
{
    /// <summary>The numbers by name, the last where a name stands twice; other lines are passed over.</summary>
    public static Dictionary<string, long> Of(IEnumerable<string> lines)
    {
        Dictionary<string, long> counters = [];
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (words.Length == 2 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                counters[words[0]] = number;
            }
        }

        return counters;
    }
}
