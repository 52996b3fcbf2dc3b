namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What becomes of a name without value.</summary>
internal enum WithoutValue
{
    /// <summary>An empty text.</summary>
    Empty,

    /// <summary>The caller's variable of that name, else null.</summary>
    Null,

    /// <summary>The caller's variable of that name, else it is left out.</summary>
    Asked,
}
