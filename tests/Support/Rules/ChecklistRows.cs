namespace Archiv.Tests.Support.Rules;

/// <summary>The rules of the production checklist as rows of the artefact under test.</summary>
internal static class ChecklistRows
{
    /// <summary>The rows H, in the order of the catalogue; those of family A have rows of their own, which know the roles.</summary>
    public static IReadOnlyList<StaticRow> All { get; } =
        [.. RuleBook.All.Where(rule => rule.Id[0] == 'H').Select(rule => new StaticRow(rule.Id, (_, profile) => Judge(rule, OperatorsModel.Of(profile))))];

    private static IEnumerable<StaticFinding> Judge(Rule rule, CheckedModel model)
    {
        var found = rule.Judge(model).ToList();
        var against = found.Where(finding => finding.Severity == Severity.Finding).ToList();
        if (against.Count > 0)
        {
            yield return new(false, rule.Title, string.Join("; ", against.Select(Say)), against[0].Service ?? Path.GetFileName(model.Files[0]));
            yield break;
        }

        var notes = found.Count > 0 ? $" ({found.Count} note{(found.Count == 1 ? "" : "s")}: {string.Join("; ", found.Select(Say))})" : "";
        yield return new(true, rule.Title, $"{model.Services.Count} services keep it{notes}", Path.GetFileName(model.Files[0]));
        if (Lacks(rule, model) is { } lacks)
        {
            yield return new(true, rule.Title, lacks, Path.GetFileName(model.Files[0]), Applies: false);
        }
    }

    private static string Say(RuleFinding finding) => finding.Service is { } service ? $"'{service}': {finding.Message}" : finding.Message;

    private static string? Lacks(Rule rule, CheckedModel model) => rule.Id switch
    {
        "H16" when model.Dockerfiles.Count == 0 && !model.Services.Any(service => service.Dockerfile is not null) =>
            "no Dockerfile of an application image is known: the profile's APPLICATION_DOCKERFILES names none, and no service has a build",
        "H17" when model.WithGpu is null && model.GpuRefused is null => $"there is no {OperatorsModel.GpuOverlay} beside the file",
        _ => null,
    };
}
