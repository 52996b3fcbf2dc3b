namespace Docker.DotNet.Models;

/// <summary>What a container's healthcheck says: starting, healthy, unhealthy.</summary>
public class Health
{
    public string Status { get; set; } = null!;
    public long FailingStreak { get; set; }
    public IList<HealthcheckResult>? Log { get; set; }
}
