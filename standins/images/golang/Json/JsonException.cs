namespace Standins.Golang.Json;

/// <summary>The message is the one that the original gives to its caller.</summary>
internal sealed class JsonException(string message) : Exception(message);
