namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>A status as a sign and a word: colour alone would not do.</summary>
internal static class Badge
{
    /// <summary>The badge of a row's status.</summary>
    public static Html Of(RowStatus status) => Of(ReportJson.Name(status));

    /// <summary>The badge of a word such as <c>held</c> or <c>not applicable</c>.</summary>
    public static Html Of(string word) => Html.Of($"""<span class="badge {Class(word)}"><span aria-hidden="true">{Sign(word)}</span> {word}</span>""");

    /// <summary>The CSS class of a status.</summary>
    public static string Class(string word) => word.Replace(' ', '-');

    /// <summary>The sign of a status.</summary>
    public static string Sign(string word) => word switch
    {
        "held" => "✓",
        "broken" => "✕",
        "unknown" => "?",
        "waived" => "~",
        "planned" => "○",
        _ => "–",
    };
}
