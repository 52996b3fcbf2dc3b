namespace Archiv.Tests.Support.Loads;

/// <summary>A mix in which some questions come again and again: what a cache is for.</summary>
/// <param name="Questions">Those questions.</param>
/// <param name="Percent">How many of a hundred questions are among them.</param>
public sealed record RepeatedQuestions(IReadOnlyList<string> Questions, int Percent)
{
    /// <summary>Which of them the n-th question of a load is, counted from 0; null for one that nobody asked before. They are spread evenly.</summary>
    public int? Of(int number)
    {
        var (before, with) = (Times(number), Times(number + 1));
        return with > before ? (int)(before % Questions.Count) : null;
    }

    // How many of the first questions are among them; the first one is.
    private long Times(int questions) => ((long)questions * Percent + 99) / 100;

    /// <inheritdoc />
    public override string ToString() => $"{Percent} % among {Questions.Count} that repeat";
}
