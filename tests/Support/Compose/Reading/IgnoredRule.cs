namespace Archiv.Tests.Support.Compose;

/// <summary>A rule that the file asks not to be judged by, in <c>x-archiv-ignore</c>.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Service">The service it is about; empty when it stands at the top and is about all.</param>
public sealed record IgnoredRule(string Rule, string Reason, SourcePlace Place, string Service);
