namespace NBomber.Run;

/// <summary>A virtual user who starts at a time of the plan: an arrival runs one iteration, others run until their end or until the iterations are used up.</summary>
internal readonly record struct Start(TimeSpan At, TimeSpan? Until, int Instance)
{
    /// <summary>Open model: due at its time, whatever the others do.</summary>
    public bool IsArrival => Until is null;
}
