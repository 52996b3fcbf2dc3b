namespace Docker.DotNet.Models;

/// <summary>Volumes. The list is null when there are none.</summary>
public class VolumesListResponse
{
    public IList<VolumeResponse>? Volumes { get; set; }
    public IList<string>? Warnings { get; set; }
}
