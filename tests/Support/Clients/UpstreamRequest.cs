namespace Archiv.Tests.Support.Clients;

/// <summary>A request that reached the test double.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with query.</param>
/// <param name="Body">Body as text.</param>
/// <param name="Status">Status that was answered, 0 while under way.</param>
/// <param name="CallerLeft">True when the caller hung up before the answer.</param>
public sealed record UpstreamRequest(DateTimeOffset At, string Method, string Path, string Body, int Status, bool CallerLeft);
