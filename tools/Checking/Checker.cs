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
        Refuse(model, reading);
        List<string> shown = [.. files.Select(file => Shown(file, home))];
        var silenced = reading.Ignores.ToLookup(ignored => (ignored.Rule.ToUpperInvariant(), ignored.Service));
        var found = RuleBook.All.SelectMany(rule => rule.Judge(model).Select(finding => (Rule: rule, Finding: finding))).ToList();
        var hit = found.SelectMany(entry => Silencers(silenced, entry.Rule, entry.Finding)).ToLookup(ignored => ignored);
        return new(
            shown,
            model.Services.Count,
            [
                .. found.Where(entry => !Silencers(silenced, entry.Rule, entry.Finding).Any())
                    .Select(entry => Print(entry.Rule, entry.Finding, reading, files, home))
                    .OrderBy(finding => Rank(finding.File)).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column),
            ],
            [
                .. reading.Ignores.Select(ignored => new SilencedRule(
                    ignored.Rule, ignored.Service.Length > 0 ? ignored.Service : null, ignored.Reason, Shown(ignored.Place.File, home), ignored.Place.Line, ignored.Place.Column,
                    hit[ignored].Count())),
            ]);

        // The caller's files in their order, then those that they bring in.
        int Rank(string file) => shown.IndexOf(file) is var at and >= 0 ? at : shown.Count;
    }

    private static void Refuse(CheckedModel model, ComposeReading reading)
    {
        if (model.Services.FirstOrDefault(service => service.Build.Hostile) is { } service)
        {
            throw new ComposeSyntaxException(reading.PlaceOf(service.At("build", "dockerfile")), $"the Dockerfile of {service.Name} {service.Build.Unread}; name a regular file");
        }
    }

    // A service that a profile hides today is deployed tomorrow, unless the settings say which profiles there are.
    private static Dictionary<string, string> WithAllProfiles(IReadOnlyDictionary<string, string> variables)
    {
        var settings = variables.ToDictionary(StringComparer.Ordinal);
        settings.TryAdd("COMPOSE_PROFILES", "*");
        return settings;
    }

    private static IEnumerable<IgnoredRule> Silencers(ILookup<(string, string), IgnoredRule> silenced, Rule rule, RuleFinding finding) =>
        [.. silenced[(rule.Id.ToUpperInvariant(), "")], .. finding.Service is { Length: > 0 } service ? silenced[(rule.Id.ToUpperInvariant(), service)] : []];

    private static CheckFinding Print(Rule rule, RuleFinding finding, ComposeReading reading, IReadOnlyList<string> files, string home)
    {
        var place = finding.At ?? (finding.Path.Length > 0 ? reading.PlaceOf(finding.Path) : new SourcePlace(files[0], 1, 1));
        return new(rule.Id, finding.Severity, Shown(place.File, home), place.Line, place.Column, finding.Service, finding.Message, rule.Why, finding.Fix);
    }

    private static string Shown(string file, string home) =>
        Path.GetRelativePath(home, file) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
}
