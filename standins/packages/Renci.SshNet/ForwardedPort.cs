namespace Renci.SshNet;

/// <summary>A port forwarded over SSH, which this stand-in does not serve.</summary>
public abstract class ForwardedPort
{
    /// <summary>Refuses.</summary>
    /// <exception cref="NotSupportedException">Always; names the real package.</exception>
    public void Start() =>
        throw new NotSupportedException("Forwarding a port over SSH needs the package SSH.NET: build with -p:Packages=upstream.");
}
