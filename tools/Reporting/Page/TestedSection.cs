namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>What was tested, short enough for the first screen, the longest last; <see cref="ExactlySection"/> has all digits.</summary>
internal static class TestedSection
{
    private const int ShortHash = 12;

    /// <summary>The list.</summary>
    public static Html Write(Report report)
    {
        var head = report.Run;
        return Html.Of($"""
            <h2 id="tested">What was tested</h2>
            <dl>
            <dt>Commit</dt><dd><code>{Short(head.Commit) ?? "none"}</code>{(head.Dirty ? " with changes" : "")}</dd>
            <dt>Compose file</dt><dd>{head.ComposeFile}<br><code>sha256:{Short(head.ComposeSha256)}</code></dd>
            <dt>Profile</dt><dd>{head.Profile}{(head.Shard is { } shard ? $", part {shard}" : "")}</dd>
            <dt>Host</dt><dd>{head.Host.System}, {head.Host.Cores} cores, {head.Host.MemoryMiB / 1024.0:0.#} GiB</dd>
            <dt>Engine</dt><dd>{(head.Engine is { } engine ? $"Docker {engine}" : "none was needed")}</dd>
            <dt>Time</dt><dd>{head.StartedAt:yyyy-MM-dd HH:mm:ss} UTC, {Duration(head.Seconds)}</dd>
            {(head.Load is { } load ? Html.Of($"<dt>Load</dt><dd>{load}</dd>") : Html.None)}
            <dt>Parts</dt><dd><ul class="parts">{head.Images.Select(Image)}{Libraries(head)}</ul></dd>
            </dl>
            """);
    }

    /// <summary>The beginning of a hash, as people compare them.</summary>
    public static string? Short(string? hash)
    {
        var digits = hash?.Split(':').Last();
        return digits?.Length > ShortHash ? digits[..ShortHash] : digits;
    }

    private static string Duration(double seconds) => seconds < 120 ? $"{seconds:0} s" : $"{Math.Floor(seconds / 60):0}\u00a0min {seconds % 60:0}\u00a0s";

    private static Html Image(ImageUsed image) => Html.Of($"""
        <li>{Name(image)} {Origin(image.Standin)} <code>{Short(image.Digest ?? image.Id) ?? "absent"}</code></li>
        """);

    private static string Name(ImageUsed image) => image.Services.Count > 0 ? string.Join(", ", image.Services) : image.Name;

    private static Html Libraries(RunHead head)
    {
        var made = head.Packages.Where(package => package.Standin).ToList();
        return head.Packages.Count == 0 ? Html.None
            : Html.Of($"<li>{head.Packages.Count} test libraries {Origin(made.Count > 0)}{(made.Count > 0 && made.Count < head.Packages.Count ? $" {made.Count} of them" : "")}</li>");
    }

    private static Html Origin(bool standin) => standin ? Html.Of($"""<span class="origin standin">stand-in</span>""") : Html.Of($"""<span class="origin">original</span>""");
}
