using System.Text;

namespace Ollama.Cli;

/// <summary>Columns as the original prints them: as wide as their widest cell, four blanks after each.</summary>
internal static class Table
{
    public static void Print(string[] header, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. header.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Max())];
        var text = new StringBuilder();
        text.Append(string.Join("    ", header.Select((h, i) => h.PadRight(widths[i])))).Append(" \n");
        foreach (string[] row in rows)
        {
            text.Append(string.Concat(row.Select((c, i) => c.PadRight(widths[i]) + "    "))).Append('\n');
        }

        Console.Out.Write(text);
    }
}
