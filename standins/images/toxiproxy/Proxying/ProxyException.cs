namespace Standins.Toxiproxy.Proxying;

/// <summary>A proxy cannot listen where it should; the message is the one the API shows.</summary>
internal sealed class ProxyException(string message) : Exception(message);
