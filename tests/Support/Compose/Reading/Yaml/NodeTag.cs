namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What Compose's own YAML tags ask of a merge.</summary>
internal enum NodeTag
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary><c>!reset</c>: what the files below say is dropped, and so is this.</summary>
    Reset,

    /// <summary><c>!override</c>: what the files below say is dropped.</summary>
    Override,
}
