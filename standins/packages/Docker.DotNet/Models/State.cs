namespace Docker.DotNet.Models;

/// <summary>State of a container. Times are RFC 3339; a time that has not come is 0001-01-01T00:00:00Z.</summary>
public class State
{
    public string Status { get; set; } = null!;
    public bool Running { get; set; }
    public bool Paused { get; set; }
    public bool Restarting { get; set; }
    public bool OOMKilled { get; set; }
    public bool Dead { get; set; }
    public long Pid { get; set; }
    public long ExitCode { get; set; }
    public string Error { get; set; } = null!;
    public string StartedAt { get; set; } = null!;
    public string FinishedAt { get; set; } = null!;
    public Health? Health { get; set; }
}
