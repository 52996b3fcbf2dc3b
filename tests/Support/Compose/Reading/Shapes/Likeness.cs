namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Finds the word that somebody meant.</summary>
internal static class Likeness
{
    /// <summary>Whether two words differ by at most two letters.</summary>
    public static bool Close(string known, string written)
    {
        if (Math.Abs(known.Length - written.Length) > 2 || written.Length < 3)
        {
            return false;
        }

        var above = Enumerable.Range(0, written.Length + 1).ToArray();
        foreach (var letter in known)
        {
            var left = above[0] + 1;
            var corner = above[0];
            above[0] = left;
            for (var column = 1; column <= written.Length; column++)
            {
                var best = Math.Min(Math.Min(above[column], left) + 1, corner + (letter == written[column - 1] ? 0 : 1));
                corner = above[column];
                above[column] = left = best;
            }
        }

        return above[^1] <= 2;
    }
}
