namespace NBomber.Run;

/// <summary>A virtual user who starts at a time of the plan; without an end it runs one iteration.</summary>
internal readonly record struct Start(TimeSpan At, TimeSpan? Until, int Instance);
