namespace Docker.DotNet.Models;

/// <summary>Nothing to set.</summary>
public class ContainerStartParameters;
