namespace NBomber.Show;

internal static class PlainText
{
    public static string Write(IEnumerable<Grid> grids) => string.Join('\n', grids.Where(g => g.Rows.Count > 0).Select(Grid));

    private static string Grid(Grid grid)
    {
        var widths = grid.Columns.Select((c, i) => grid.Rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        return $"{grid.Title}\n{string.Concat(grid.Rows.Prepend(grid.Columns).Select(r => Line(r, widths)))}";
    }

    private static string Line(string[] cells, int[] widths) =>
        $"  {string.Join("  ", cells.Select((c, i) => c.ReplaceLineEndings(" ").PadRight(widths[i]))).TrimEnd()}\n";
}
