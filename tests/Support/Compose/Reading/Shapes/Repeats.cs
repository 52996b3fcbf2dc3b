namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What a list does with an item that it holds already.</summary>
internal enum Repeats
{
    /// <summary>Keeps both.</summary>
    Kept,

    /// <summary>Keeps the last one in the place of the first; the same is what begins alike up to <c>=</c>.</summary>
    Dropped,

    /// <summary>Is refused.</summary>
    Refused,
}
