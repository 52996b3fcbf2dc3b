namespace ScriptedUpstream;

/// <summary>One request that reached the double.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with query.</param>
/// <param name="Body">Body as text.</param>
internal sealed record Record(DateTimeOffset At, string Method, string Path, string Body)
{
    /// <summary>Status that was answered, 0 while it is under way.</summary>
    public int Status { get; set; }

    /// <summary>True when the caller hung up before the answer.</summary>
    public bool CallerLeft { get; set; }
}
