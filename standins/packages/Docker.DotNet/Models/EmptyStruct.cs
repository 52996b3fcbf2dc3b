namespace Docker.DotNet.Models;

/// <summary>A value of no content: the engine writes sets as maps to <c>{}</c>.</summary>
#pragma warning disable CA1815 // All values are equal.
public struct EmptyStruct;
