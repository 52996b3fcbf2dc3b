namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>What is different from the earlier run.</summary>
internal static class ComparisonSection
{
    /// <summary>The section; nothing where no earlier report was given.</summary>
    public static Html Write(Report report)
    {
        if (report.Comparison is not { } comparison)
        {
            return Html.None;
        }

        return Html.Of($"""
            <section aria-labelledby="comparison">
            <h2 id="comparison">Against the earlier run</h2>
            <p>Run {comparison.Baseline} of {comparison.BaselineStartedAt:yyyy-MM-dd HH:mm} UTC, commit <code>{TestedSection.Short(comparison.BaselineCommit) ?? "none"}</code>.{Caveats(comparison)}</p>
            <div class="columns even">
            <div><h3>Broke <span class="of">{comparison.Broke.Count}</span></h3>{Changes(comparison.Broke)}</div>
            <div><h3>Healed <span class="of">{comparison.Healed.Count}</span></h3>{Changes(comparison.Healed)}</div>
            </div>
            <h3>Slower <span class="of">{comparison.Slower.Count}</span></h3>
            {(comparison.Slower.Count == 0 ? Html.Of($"<p>Nothing, beyond the noise.</p>") : Slower(comparison.Slower))}
            <p class="noise">{comparison.Noise}</p>
            {(comparison.Other.Count == 0 ? Html.None : Html.Of($"""<details class="table"><summary>{comparison.Other.Count} other changes</summary>{Changes(comparison.Other)}</details>"""))}
            </section>
            """);
    }

    private static Html Caveats(Comparison comparison) => comparison.Caveats.Count == 0
        ? Html.None
        : Html.Of($" <strong>Compare with care:</strong> {string.Join("; ", comparison.Caveats)}.");

    private static Html Changes(IReadOnlyList<RowChange> changes) => changes.Count == 0
        ? Html.Of($"<p>Nothing.</p>")
        : Html.Of($"""<ul class="changes">{changes.Select(change => Html.Of($"<li><b>{change.Row}</b> {change.Was} → {Badge.Of(change.Now)} <span>{change.Reason}</span></li>"))}</ul>""");

    private static Html Slower(IReadOnlyList<Slowdown> slower) => Html.Of($"""
        <div class="scroll" role="region" aria-label="What got slower" tabindex="0"><table class="numbers">
        <caption>Seconds then and now</caption>
        <thead><tr><th scope="col">What</th><th scope="col">Then</th><th scope="col">Now</th><th scope="col">Bound</th></tr></thead>
        <tbody>{slower.Select(one => Html.Of($"""<tr><th scope="row">{one.What}</th><td>{one.Before:0.0##}</td><td>{one.Now:0.0##}</td><td>{one.Beyond}</td></tr>"""))}</tbody></table></div>
        """);
}
