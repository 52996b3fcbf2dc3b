namespace NBomber.Show;

/// <summary>A table of a report.</summary>
internal sealed record Grid(string Title, string[] Columns, List<string[]> Rows);
