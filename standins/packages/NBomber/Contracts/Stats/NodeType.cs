namespace NBomber.Contracts.Stats;

/// <summary>Role of this process; the stand-in knows only one.</summary>
public sealed record NodeType
{
    private NodeType()
    {
    }

    /// <summary>All load comes from here.</summary>
    public static NodeType SingleNode { get; } = new();

    /// <summary>True.</summary>
    public bool IsSingleNode { get; } = true;

    /// <inheritdoc/>
    public override string ToString() => nameof(SingleNode);
}
