namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A value of a compose file with its place. Never changed after it is made: aliases share it.</summary>
internal abstract class Node(SourcePlace place)
{
    /// <summary>Where the value begins.</summary>
    public SourcePlace Place { get; } = place;

    /// <summary>What its tag asks of a merge.</summary>
    public NodeTag Tag { get; init; }

    /// <summary>Values in it and itself, each alias counted anew.</summary>
    public long Size { get; init; } = 1;

    /// <summary>The value as JSON would hold it, for comparison.</summary>
    public abstract bool SameAs(Node other);

    /// <summary>A word for messages.</summary>
    public abstract string Kind { get; }
}
