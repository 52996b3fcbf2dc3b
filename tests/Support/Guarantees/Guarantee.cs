namespace Archiv.Tests.Support.Guarantees;

/// <summary>One promise that the deployed stack makes.</summary>
/// <param name="Id">Stable id such as <c>A5.1</c>.</param>
/// <param name="Promise">The promise in one sentence.</param>
/// <param name="Kinds">The kinds of observation that must all agree; each must leave a verdict.</param>
/// <param name="Active">False while its tests do not exist yet: listed as planned, outside the exit code.</param>
public sealed record Guarantee(string Id, string Promise, IReadOnlyList<Kind> Kinds, bool Active)
{
    /// <summary>The letter that groups the rows: A for the ADR, H for hardening and so on.</summary>
    public string Family => Id[..1];
}
