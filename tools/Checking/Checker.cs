using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>Judges compose files by all rules: no engine, no container, no network.</summary>
internal static class Checker
{
    /// <summary>Reads the files as Compose would and judges them.</summary>
    /// <param name="files">Absolute paths, as behind <c>-f</c>.</param>
    /// <param name="variables">Values for interpolation; null keeps variables without default symbolic.</param>
    /// <param name="home">The directory that paths in the report are relative to.</param>
    /// <exception cref="ComposeSyntaxException">A file cannot be read; names file, line and column.</exception>
    public static CheckReport Check(IReadOnlyList<string> files, IReadOnlyDictionary<string, string>? variables, string home)
    {
        var reading = ComposeReading.Read(files, variables is null ? null : WithAllProfiles(variables));
        var model = new CheckedModel(reading.Model, files, reading.Variables)
        {
            EnvExample = Surroundings.Listed(files),
            CommittedEnv = Surroundings.CommittedEnv(files),
        };
        List<string> shown = [.. files.Select(file => Shown(file, home))];
        var found = RuleBook.All.SelectMany(rule => rule.Judge(model).Select(finding => (Rule: rule, Finding: finding))).ToList();
        return new(
            shown,
            model.Services.Count,
            [
                .. found.Where(entry => !reading.Ignores.Any(ignored => Silences(ignored, entry.Rule, entry.Finding)))
                    .Select(entry => Print(entry.Rule, entry.Finding, reading, files, home))
                    .OrderBy(finding => shown.IndexOf(finding.File)).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column),
            ],
            [
                .. reading.Ignores.Select(ignored => new SilencedRule(
                    ignored.Rule, ignored.Service.Length > 0 ? ignored.Service : null, ignored.Reason, Shown(ignored.Place.File, home), ignored.Place.Line, ignored.Place.Column,
                    found.Count(entry => Silences(ignored, entry.Rule, entry.Finding)))),
            ]);
    }

    // A service that a profile hides today is deployed tomorrow, unless the settings say which profiles there are.
    private static Dictionary<string, string> WithAllProfiles(IReadOnlyDictionary<string, string> variables)
    {
        var settings = variables.ToDictionary(StringComparer.Ordinal);
        settings.TryAdd("COMPOSE_PROFILES", "*");
        return settings;
    }

    private static bool Silences(IgnoredRule ignored, Rule rule, RuleFinding finding) =>
        ignored.Rule.Equals(rule.Id, StringComparison.OrdinalIgnoreCase) && (ignored.Service.Length == 0 || ignored.Service == finding.Service);

    private static CheckFinding Print(Rule rule, RuleFinding finding, ComposeReading reading, IReadOnlyList<string> files, string home)
    {
        var place = finding.At ?? (finding.Path.Length > 0 ? reading.PlaceOf(finding.Path) : new SourcePlace(files[0], 1, 1));
        return new(rule.Id, finding.Severity, Shown(place.File, home), place.Line, place.Column, finding.Service, finding.Message, rule.Why, finding.Fix);
    }

    private static string Shown(string file, string home) =>
        Path.GetRelativePath(home, file) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
}
