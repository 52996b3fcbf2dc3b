namespace Archiv.Tests.E2E;

/// <summary>A question to the sample archive and the documents that answer it.</summary>
/// <param name="Text">The question as a user types it.</param>
/// <param name="Documents">Ids of all documents that answer it and no others.</param>
public sealed record SampleQuestion(string Text, IReadOnlyList<string> Documents);

/// <summary>The questions of E1.1.</summary>
public static class SampleQuestions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SampleQuestion> All { get; } = [];
}
