using NUnit.Framework;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>Many observations that one row makes on many containers: all are made, the first that contradicts stands in the report, the others in its reason.</summary>
public sealed class Observations
{
    private readonly List<(string Container, string Expected, string Seen)> against = [];
    private readonly List<string> missed = [];
    private int made;

    /// <summary>Notes something that could not be looked at: the row can still be broken, but no longer held.</summary>
    public void Miss(string what) => missed.Add(what);

    /// <summary>Adds one.</summary>
    /// <param name="container">Name of the container that was looked at.</param>
    /// <param name="holds">False when it contradicts the promise.</param>
    /// <param name="expected">What had to be seen.</param>
    /// <param name="seen">What was seen.</param>
    public void Add(string container, bool holds, string expected, string seen)
    {
        made++;
        if (!holds)
        {
            against.Add((container, expected, seen));
        }
    }

    /// <summary>Ends the row: broken when one contradicts, else unknown when one could not be made, or none was.</summary>
    /// <param name="proof">What a held row shows.</param>
    /// <exception cref="AssertionException">One contradicts.</exception>
    public void Judge(string proof)
    {
        if (against.Count > 0)
        {
            (Judgement.Note.Container, Judgement.Note.Expected, Judgement.Note.Seen) = against[0];
            Assert.Fail(string.Join("; ", against.Select(one => $"{one.Container}: expected {one.Expected}, but {one.Seen}")));
        }

        if (made == 0 || missed.Count > 0)
        {
            Unjudged.Because(missed.Count > 0 ? string.Join("; ", missed) : "there was nothing to look at");
        }

        Judgement.Note.Proof = proof;
    }
}
