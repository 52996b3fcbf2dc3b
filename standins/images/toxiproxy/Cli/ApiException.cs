namespace Standins.Toxiproxy.Cli;

/// <summary>A call failed; the message is how the client library of the original words it.</summary>
internal sealed class ApiException(string message) : Exception(message);
