using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>Judges compose files by all rules: no engine, no container, no network.</summary>
internal static class Checker
{
    /// <summary>Reads the files as Compose would and judges them.</summary>
    /// <param name="files">Absolute paths, as behind <c>-f</c>.</param>
    /// <param name="variables">All values for interpolation; null takes those of the <c>.env.example</c> beside the first file, and variables without value or default stay symbolic.</param>
    /// <param name="home">The directory that paths in the report are relative to.</param>
    /// <exception cref="ComposeSyntaxException">A file cannot be read; names file, line and column.</exception>
    public static CheckReport Check(IReadOnlyList<string> files, IReadOnlyDictionary<string, string>? variables, string home)
    {
        var known = variables ?? Surroundings.ExampleValues(files);
        var reading = Read(files, known, variables is not null);
        var (committed, unseen) = Surroundings.CommittedEnv(files);
        var model = new CheckedModel(reading.Model, files, reading.Variables)
        {
            EnvExample = Surroundings.Listed(files),
            CommittedEnv = committed,
            UnseenEnv = unseen,
            GpuLayer = GpuOverlays.In(files, reading, some => Read(some, known, variables is not null)),
        };
        Refuse(model, reading);
        List<string> shown = [.. files.Select(file => Shown(file, home))];
        var silenced = reading.Ignores.ToLookup(ignored => (ignored.Rule.ToUpperInvariant(), ignored.Service));
        var found = RuleBook.All.SelectMany(rule => rule.Judge(model).Select(finding => (Rule: rule, Finding: finding))).ToList();
        var hit = found.SelectMany(entry => Silencers(silenced, entry.Rule, entry.Finding)).ToLookup(ignored => ignored);
        // What stands once, at the top of an included file or behind an anchor, is needed where one of its services needs it.
        var needed = reading.Ignores.Where(ignored => hit[ignored].Any()).Select(ignored => (ignored.Rule, ignored.Place)).ToHashSet();
        return new(
            shown,
            model.Services.Count,
            [
                .. found.Where(entry => !Silencers(silenced, entry.Rule, entry.Finding).Any())
                    .Select(entry => Print(entry.Rule, entry.Finding, reading, files, home))
                    .OrderBy(finding => Rank(finding.File)).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column),
            ],
            [
                .. reading.Ignores.Where(ignored => hit[ignored].Any() || !needed.Contains((ignored.Rule, ignored.Place))).Select(ignored => new SilencedRule(
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

    private static ComposeReading Read(IReadOnlyList<string> files, IReadOnlyDictionary<string, string>? known, bool complete) =>
        ComposeReading.Read(files, known is null ? null : WithAllProfiles(known), complete: complete);

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
