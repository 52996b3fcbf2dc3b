namespace Renci.SshNet;

/// <summary>An SSH client that can be described but not connected.</summary>
/// <param name="host">Server name.</param>
/// <param name="port">Server port.</param>
/// <param name="username">User.</param>
/// <param name="password">Password.</param>
#pragma warning disable CS9113 // Kept by nobody: Connect refuses.
public class SshClient(string host, int port, string username, string password) : BaseClient
{
    /// <summary>Refuses.</summary>
    /// <param name="port">Ignored.</param>
    /// <exception cref="NotSupportedException">Always; names the real package.</exception>
    public void AddForwardedPort(ForwardedPort port) => Connect();
}
