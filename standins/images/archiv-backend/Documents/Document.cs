namespace Archiv.Backend.Documents;

/// <summary>One piece of the archive.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens.</param>
/// <param name="Title">One line that names it.</param>
/// <param name="Date">The day it was written or taken.</param>
/// <param name="Type">One of <see cref="DocumentTypes.All"/>.</param>
/// <param name="Place">Where it was written or taken.</param>
/// <param name="Writer">Null for photographs and most papers.</param>
/// <param name="Recipient">Null when it is addressed to nobody.</param>
/// <param name="People">Everybody who wrote it, received it, is pictured in it or is its subject.</param>
/// <param name="Text">What is written, or what the picture shows.</param>
internal sealed record Document(
    string Id, string Title, DateOnly Date, string Type, string Place, string? Writer, string? Recipient, IReadOnlyList<string> People, string Text);

/// <summary>The first documents of a result, and how many there are in all.</summary>
internal sealed record DocumentPage(IReadOnlyList<Document> Documents, long Total);
