namespace Standins.Toxiproxy.Json;

/// <summary>A body that cannot be decoded; the message is Go's.</summary>
internal sealed class GoJsonException(string message) : Exception(message);
