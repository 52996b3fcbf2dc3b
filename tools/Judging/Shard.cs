using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>One of several parts of the rows, for machines beside each other. The same selection is split the same way everywhere; no clock and no earlier run decides.</summary>
/// <param name="Part">Which one, from 1.</param>
/// <param name="Parts">How many there are.</param>
internal sealed partial record Shard(int Part, int Parts)
{
    /// <summary>Reads <c>2/3</c>; null for null.</summary>
    /// <exception cref="WrongUse">It is something else.</exception>
    public static Shard? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var match = Form().Match(text);
        return match.Success && new Shard(Number(match, 1), Number(match, 2)) is var shard && shard.Part >= 1 && shard.Part <= shard.Parts
            ? shard
            : throw new WrongUse($"'{text}' is no part: write --shard 2/3 for the second of three");
    }

    /// <summary>The rows of this part. Rows that a fixture judges on one stack stay together; the union of all parts is everything, each row once.</summary>
    /// <exception cref="WrongUse">There are fewer groups of rows than parts.</exception>
    public Selection Of(Selection all)
    {
        var groups = Groups(all);
        if (groups.Count < Parts)
        {
            throw new WrongUse($"--shard {this}: these rows make only {groups.Count} groups that share no stack: ask for at most {groups.Count} parts");
        }

        var own = Split(groups)[Part - 1].ToHashSet();
        return all.Without([.. all.Wanted.Keys.Select(row => row.Id).Where(row => !own.Contains(row))]);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Part}/{Parts}";

    // The heaviest group first, each to the part that has least: no part waits long for another.
    private List<string>[] Split(IReadOnlyList<(IReadOnlyList<string> Rows, int Weight)> groups)
    {
        var parts = Enumerable.Range(0, Parts).Select(_ => (Rows: new List<string>(), Weight: new int[1])).ToArray();
        foreach (var (rows, weight) in groups.OrderByDescending(group => group.Weight))
        {
            var least = parts.MinBy(part => part.Weight[0]);
            least.Rows.AddRange(rows);
            least.Weight[0] += weight;
        }

        return [.. parts.Select(part => part.Rows)];
    }

    // In the order of the catalogue; the weight is the number of tests, and one for each row.
    private static List<(IReadOnlyList<string> Rows, int Weight)> Groups(Selection all)
    {
        var rows = Catalogue.Rows.Where(all.Wanted.ContainsKey).Select(row => row.Id).ToList();
        var group = rows.ToDictionary(row => row, row => row);
        var weight = rows.ToDictionary(row => row, _ => 1);
        foreach (var owner in all.Suites.SelectMany(suite => TestAssembly.Owners(suite.Assembly)))
        {
            var judged = owner.Where(entry => entry.Kind != Kind.Static && group.ContainsKey(entry.Row)).Select(entry => entry.Row).ToList();
            judged.ForEach(row => weight[row]++);
            foreach (var row in judged.Skip(1))
            {
                var (from, to) = (group[row], group[judged[0]]);
                rows.Where(other => group[other] == from).ToList().ForEach(other => group[other] = to);
            }
        }

        return [.. rows.GroupBy(row => group[row]).Select(members => ((IReadOnlyList<string>)[.. members], members.Sum(row => weight[row])))];
    }

    private static int Number(Match match, int index) => int.Parse(match.Groups[index].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,3})/(\d{1,3})$")]
    private static partial Regex Form();
}
