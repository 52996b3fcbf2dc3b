namespace Docker.DotNet.Models;

/// <summary>How a container's use of resources is told.</summary>
public class ContainerStatsParameters
{
    /// <summary>Again and again until the caller has enough.</summary>
    public bool? Stream { get; set; }

    /// <summary>Without the second reading that shares of the processors need.</summary>
    public bool? OneShot { get; set; }
}
