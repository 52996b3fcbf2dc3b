namespace Standins.Golang.Http;

/// <summary>What came of a request's body.</summary>
/// <param name="Bytes">All of it, or what there was until it broke.</param>
/// <param name="Fault">Why no more came, in the words of the original's library; null when it is whole.</param>
internal readonly record struct Body(ReadOnlyMemory<byte> Bytes, string? Fault = null);
