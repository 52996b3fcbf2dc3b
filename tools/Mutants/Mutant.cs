using System.Text.Json;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>A stack that breaks one promise: <c>mutants/&lt;id&gt;/mutant.json</c> beside an overlay, a patch or settings.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Story">How a real maintainer would come to write it.</param>
/// <param name="Breaks">The rows that must turn red; <c>A6.1/live</c> demands it of that kind of observation, whatever the others say.</param>
/// <param name="Quick">True when it needs seconds, or one stack and no long wait: <c>scripts/test</c> runs these.</param>
/// <param name="MayBreak">Other rows that may turn red, each with the reason.</param>
/// <param name="Alone">True when its row compares milliseconds, so that no other mutant may be judged beside it.</param>
internal sealed record Mutant(
    string Id, string Story, IReadOnlyList<string> Breaks, bool Quick, IReadOnlyDictionary<string, string>? MayBreak = null, bool Alone = false)
{
    /// <summary>Ids of the rows that must turn red.</summary>
    public IReadOnlyList<string> Rows => [.. Breaks.Select(entry => entry.Split('/')[0]).Distinct()];

    /// <summary>The rows of which one kind of observation must turn red by itself.</summary>
    public IReadOnlyList<(string Row, Kind Kind)> Demands =>
        [.. Breaks.Where(entry => entry.Contains('/', StringComparison.Ordinal)).Select(entry => (entry.Split('/')[0], Enum.Parse<Kind>(entry.Split('/')[1], ignoreCase: true)))];

    /// <summary>Its folder.</summary>
    public string Directory => Path.Combine(Home, Id);

    /// <summary>The Compose overlay; null where it has none.</summary>
    public string? Overlay => Existing("overlay.yml");

    /// <summary>Settings added to the profile; null where it has none.</summary>
    public string? Settings => Existing("env");

    /// <summary>Unified diffs, with -p1 paths below compose-under-test.</summary>
    public IReadOnlyList<string> Patches => [.. System.IO.Directory.EnumerateFiles(Directory, "*.patch").Order(StringComparer.Ordinal)];

    private static string Home => Path.Combine(Repository.Root, "mutants");

    /// <summary>All mutants, by id.</summary>
    public static IReadOnlyList<Mutant> All() =>
        [.. System.IO.Directory.EnumerateDirectories(Home).Order(StringComparer.Ordinal).Select(Read)];

    private static Mutant Read(string folder)
    {
        var file = Path.Combine(folder, "mutant.json");
        try
        {
            return JsonSerializer.Deserialize<Mutant>(File.ReadAllText(file), JsonSerializerOptions.Web)
                ?? throw new WrongUse($"{file} is empty");
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            throw new WrongUse($"{file} cannot be read: {unreadable.Message}");
        }
    }

    private string? Existing(string name) => Path.Combine(Directory, name) is var file && File.Exists(file) ? file : null;
}
