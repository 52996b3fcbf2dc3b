namespace Archiv.Tests.Support.Engine;

/// <summary>Where the Docker engine of this machine answers.</summary>
public static class EngineEndpoint
{
    /// <summary>DOCKER_HOST, else the first socket that exists of the system's, the rootless one and Docker Desktop's.</summary>
    public static Uri Address { get; } = Find();

    private static Uri Find()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host)
        {
            return new Uri(host);
        }

        string[] sockets =
        [
            "/var/run/docker.sock",
            Path.Combine(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/run/user/0", "docker.sock"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "run", "docker.sock"),
        ];
        return new Uri("unix://" + (sockets.FirstOrDefault(File.Exists) ?? sockets[0]));
    }
}
