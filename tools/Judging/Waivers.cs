using System.Text.Json;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Judging;

/// <summary>The rows that a team has waived: shown as such, outside the exit code until they expire, never held.</summary>
internal sealed class Waivers(IReadOnlyList<Waiver> waivers, DateOnly today)
{
    private const string Name = "waivers.json";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads <c>waivers.json</c> beside a compose file; none where it is absent.</summary>
    /// <exception cref="WrongUse">It is malformed, names no row of the catalogue, or lacks a reason or a date.</exception>
    public static Waivers Beside(string composeFile, TimeProvider time)
    {
        var file = Path.Combine(Path.GetDirectoryName(composeFile)!, Name);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return new Waivers(File.Exists(file) ? Read(file) : [], today);
    }

    /// <summary>Marks the rows that are waived, one that would hold too; says of those that do not hold and whose waiver is over that it is.</summary>
    public IReadOnlyList<RowResult> Apply(IReadOnlyList<RowResult> rows) => [.. rows.Select(Apply)];

    private RowResult Apply(RowResult row)
    {
        if (row.Status is not (RowStatus.Broken or RowStatus.Unknown or RowStatus.Held) || waivers.FirstOrDefault(waiver => waiver.Row == row.Id) is not { } waiver)
        {
            return row;
        }

        var held = row.Status == RowStatus.Held;
        if (today > waiver.Until)
        {
            return held ? row : row with { Reason = $"its waiver is over since {waiver.Until:yyyy-MM-dd} ({waiver.Reason}); {row.Reason}" };
        }

        return row with
        {
            Status = RowStatus.Waived,
            Reason = $"waived until {waiver.Until:yyyy-MM-dd}: {waiver.Reason}; {(held ? "it would hold, so that the waiver can go" : $"it is {ReportJson.Name(row.Status)}")}: {row.Reason}",
        };
    }

    private static List<Waiver> Read(string file)
    {
        try
        {
            var waivers = JsonSerializer.Deserialize<List<Waiver>>(File.ReadAllText(file), Options) ?? [];
            foreach (var waiver in waivers)
            {
                if (Catalogue.Rows.All(row => row.Id != waiver.Row) || string.IsNullOrWhiteSpace(waiver.Reason) || waiver.Until == default)
                {
                    throw new WrongUse($"{file}: each waiver needs a row of the catalogue, a reason and a date: {waiver}");
                }
            }

            return waivers;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            throw new WrongUse($"{file} cannot be read, expected [{{\"row\": \"A5.2\", \"reason\": \"…\", \"until\": \"2026-12-31\"}}]: {unreadable.Message.ReplaceLineEndings(" ")}");
        }
    }
}
