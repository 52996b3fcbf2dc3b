using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>What happened when: stacks, faults, what the engine did with their containers, and requests. Rows have their own times.</summary>
/// <param name="Events">In the order of time.</param>
/// <param name="Requests">In the order of time; of very many every n-th.</param>
/// <param name="RequestsInAll">How many there were.</param>
internal sealed record Timeline(IReadOnlyList<RunEvent> Events, IReadOnlyList<RequestSeen> Requests, int RequestsInAll);
