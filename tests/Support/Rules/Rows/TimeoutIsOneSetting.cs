using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A5.6: the backend has one timeout for the model server, an operator's variable sets it, and the documentation names it with its default.</summary>
internal static partial class TimeoutIsOneSetting
{
    private const string Promised = "60";
    private const string Probe = "37";

    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        var setting = profile.Required("TIMEOUT_SETTING");
        var timeouts = Timeouts(model.Services.GetValueOrDefault(profile.Backend));
        yield return new(
            timeouts.Count == 1,
            $"one timeout for the model server in the environment of '{profile.Backend}'",
            timeouts.Count == 0 ? "there is none" : string.Join(", ", timeouts.Select(entry => $"{entry.Key}={entry.Value}")),
            profile.Backend);

        foreach (var (value, expected, how) in new[] { ("", Promised, "unset"), (Probe, Probe, $"set to {Probe}") })
        {
            var resolved = ComposeCli.Resolve(profile.Artefact, profile.With((setting, value)).Settings);
            var seen = string.Join(", ", Timeouts(resolved.Services.GetValueOrDefault(profile.Backend)).Values.Distinct());
            yield return new(seen == expected, $"{expected} seconds with {setting} {how}", $"with {setting} {how} it is {(seen.Length > 0 ? seen : "absent")}", profile.Backend);
        }

        var document = Path.Combine(Path.GetDirectoryName(profile.ComposeFile)!, profile.Required("TIMEOUT_DOCUMENT"));
        var line = File.Exists(document) ? File.ReadLines(document).FirstOrDefault(text => text.Contains(setting, StringComparison.Ordinal)) : null;
        yield return new(
            line is not null && Number().Matches(line).Any(number => number.Value == Promised),
            $"{Path.GetFileName(document)} to name {setting} with {Promised} seconds",
            line is null ? $"{Path.GetFileName(document)} does not name it" : $"{Path.GetFileName(document)} says: {line.Trim()}",
            profile.Backend);
    }

    // A connect deadline is a part of the whole, no promise of its own.
    public static Dictionary<string, string> Timeouts(ComposeService? backend) => (backend?.Environment ?? new Dictionary<string, string>())
        .Where(setting => Names().IsMatch(setting.Key) && !setting.Key.Contains("CONNECT", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(setting => setting.Key, setting => setting.Value);

    [GeneratedRegex("OLLAMA.*TIMEOUT", RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex(@"\b\d+\b")]
    private static partial Regex Number();
}
