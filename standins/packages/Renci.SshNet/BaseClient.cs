namespace Renci.SshNet;

/// <summary>An SSH connection, which this stand-in does not serve.</summary>
public abstract class BaseClient
{
    /// <summary>Refuses.</summary>
    /// <exception cref="NotSupportedException">Always; names the real package.</exception>
    public void Connect() =>
        throw new NotSupportedException("Exposing ports of the test host to containers needs the package SSH.NET: build with -p:Packages=upstream.");
}
