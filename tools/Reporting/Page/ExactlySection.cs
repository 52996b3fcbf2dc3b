namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>Every digest in full, and the line that runs it again.</summary>
internal static class ExactlySection
{
    /// <summary>The section.</summary>
    public static Html Write(Report report)
    {
        var head = report.Run;
        return Html.Of($"""
            <section aria-labelledby="exactly">
            <h2 id="exactly">Exactly what was tested</h2>
            <dl class="exact">
            <dt>Again</dt><dd><code>{head.Command}</code></dd>
            <dt>Commit</dt><dd><code>{head.Commit ?? "none"}</code>{(head.Dirty ? " with changes that no commit holds" : "")}</dd>
            <dt>Compose file</dt><dd><code>{head.ComposeSha256}</code> {head.ComposeFile}</dd>
            {head.Overlays.Select(file => Html.Of($"<dt>Overlay</dt><dd><code>{file.Sha256}</code> {file.File}</dd>"))}
            <dt>Times</dt><dd>{RowCounts.Times(head)}</dd>
            {(head.Parts.Count > 0 ? Html.Of($"<dt>Made of</dt><dd>{string.Join(", ", head.Parts)}</dd>") : Html.None)}
            </dl>
            <div class="scroll" role="region" aria-label="Images and test libraries" tabindex="0">
            <table>
            <caption>Images and test libraries</caption>
            <thead><tr><th scope="col">Part</th><th scope="col">Name</th><th scope="col">Origin</th><th scope="col">Digest</th></tr></thead>
            <tbody>
            {head.Images.Select(Image)}
            {head.Packages.Select(Package)}
            </tbody>
            </table>
            </div>
            </section>
            """);
    }

    private static Html Image(ImageUsed image) => Html.Of($"""
        <tr><td>{string.Join(", ", image.Services)}</td><td>{image.Name}</td><td class="origin-cell">{(image.Standin ? "stand-in" : "original")}</td><td><code>{image.Digest ?? image.Id ?? "the engine did not have it"}</code></td></tr>
        """);

    private static Html Package(PackageUsed package) => Html.Of($"""
        <tr><td>test library</td><td>{package.Name} {package.Version}</td><td class="origin-cell">{(package.Standin ? "stand-in" : "original")}</td><td></td></tr>
        """);
}
