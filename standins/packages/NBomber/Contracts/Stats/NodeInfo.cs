namespace NBomber.Contracts.Stats;

/// <summary>The machine that makes the load.</summary>
public sealed record NodeInfo
{
    /// <summary>Host name.</summary>
    public required string MachineName { get; set; }

    /// <summary>Role.</summary>
    public required NodeType NodeType { get; set; }

    /// <summary>What the run is doing.</summary>
    public required OperationType CurrentOperation { get; set; }

    /// <summary>Operating system and its version.</summary>
    public required string OS { get; set; }

    /// <summary>Version of the runtime.</summary>
    public required string DotNetVersion { get; set; }

    /// <summary>Architecture of the processor.</summary>
    public required string Processor { get; set; }

    /// <summary>Logical processors that this process may use.</summary>
    public required int CoresCount { get; set; }

    /// <summary>Version of the package.</summary>
    public required string NBomberVersion { get; set; }
}
