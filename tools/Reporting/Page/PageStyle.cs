namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>The style sheet of the pages: <c>page.css</c> beside this file, built in.</summary>
internal static class PageStyle
{
    private static readonly Lazy<string> Read = new(() =>
    {
        using var reader = new StreamReader(typeof(PageStyle).Assembly.GetManifestResourceStream("page.css")
            ?? throw new InvalidOperationException("page.css is not built in"));
        return reader.ReadToEnd();
    });

    /// <summary>The rules.</summary>
    public static string Css => Read.Value;
}
