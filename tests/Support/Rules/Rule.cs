namespace Archiv.Tests.Support.Rules;

/// <summary>One rule of the production checklist, for any compose file. Its id is that of the row of the catalogue that promises the same.</summary>
/// <param name="id">Such as <c>H4</c>.</param>
/// <param name="title">What a file has to say, in half a sentence.</param>
/// <param name="why">Why it matters, in one sentence.</param>
/// <param name="bad">A file with exactly this mistake.</param>
/// <param name="good">The same file without it.</param>
public abstract class Rule(string id, string title, string why, RuleSample bad, RuleSample good)
{
    /// <summary>Id of the row.</summary>
    public string Id { get; } = id;

    /// <summary>What a file has to say.</summary>
    public string Title { get; } = title;

    /// <summary>Why it matters.</summary>
    public string Why { get; } = why;

    /// <summary>A file that breaks it.</summary>
    public RuleSample Bad { get; } = bad;

    /// <summary>A file that keeps it.</summary>
    public RuleSample Good { get; } = good;

    /// <summary>What of the file breaks the rule; empty where all is well or nothing is there that it is about.</summary>
    public abstract IEnumerable<RuleFinding> Judge(CheckedModel model);
}
