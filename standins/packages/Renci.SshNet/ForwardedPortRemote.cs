using System.Net;

namespace Renci.SshNet;

/// <summary>A remote port forwarded to this host; can be described but not started.</summary>
/// <param name="boundHostAddress">Address on the server.</param>
/// <param name="boundPort">Port on the server.</param>
/// <param name="hostAddress">Address on this side.</param>
/// <param name="port">Port on this side.</param>
#pragma warning disable CS9113 // Kept by nobody: Start refuses.
public class ForwardedPortRemote(IPAddress boundHostAddress, uint boundPort, IPAddress hostAddress, uint port) : ForwardedPort;
