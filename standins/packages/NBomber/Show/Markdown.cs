namespace NBomber.Show;

internal static class Markdown
{
    public static string Write(IEnumerable<Grid> grids) => string.Join('\n', grids.Where(g => g.Rows.Count > 0).Select(Grid));

    private static string Grid(Grid grid) =>
        $"## {Cell(grid.Title)}\n\n{Line(grid.Columns)}|{string.Concat(grid.Columns.Select(_ => "---|"))}\n{string.Concat(grid.Rows.Select(Line))}";

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells.Select(Cell))} |\n";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
