using Archiv.Tests.Support.Rules.Checklist;

namespace Archiv.Tests.Support.Rules;

/// <summary>All rules of the production checklist.</summary>
public static class RuleBook
{
    /// <summary>The rules in the order of documents: the guide's, then those of ADR-034 that make sense for any file.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new HasHealthcheck(),
        new NamesNoLocalhost(),
        new WaitsForHealth(),
        new DropsCapabilities(),
        new GainsNoPrivileges(),
        new RunsAsUser(),
        new RootIsReadOnly(),
        new HasLimits(),
        new LimitsProcesses(),
        new RotatesLogs(),
        new PinsImages(),
        new BindsLoopback(),
        new IsolatesNetworks(),
        new DemandsVariables(),
        new KeepsSecretsInFiles(),
        new BuildsInStages(),
        new AddsOnlyTheGpu(),
        new StaysInItsContainer(),
        new MountsModelStore(),
        new OverridesEntrypoint(),
        new AdoptsOneShots(),
        new ProbesWithoutCurl(),
        new PinsModel(),
        new SwapsNothing(),
        new PublishesNoModel(),
    ];

    /// <summary>The rule of that id.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Rule Rule(string id) => All.Single(rule => rule.Id == id);
}
