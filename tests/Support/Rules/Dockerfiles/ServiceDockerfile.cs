using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>Finds the Dockerfile that a service's <c>build</c> names.</summary>
public static class ServiceDockerfile
{
    // Nobody writes more; a name that leads to a device or an image must not be read to its end.
    private const int LargestBytes = 1 << 20;

    /// <summary>The Dockerfile of the service; null where nothing is built or the file cannot be read.</summary>
    /// <param name="service">The service.</param>
    /// <param name="composeFile">The first compose file, from which relative contexts count.</param>
    public static Dockerfile? Of(ComposeService service, string composeFile)
    {
        var target = service.Text("build", "target");
        if (service.Text("build", "dockerfile_inline") is { } inline)
        {
            return DockerfileReader.Read(composeFile, inline.Replace("$$", "$", StringComparison.Ordinal), target, inline: true);
        }

        var context = service.Text("build", "context") ?? service.Text("build");
        if (context is null || Symbolic.Is(context) || context.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(composeFile))!, context);
        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder, service.Text("build", "dockerfile") ?? "Dockerfile")));
        return file is { Exists: true, Length: <= LargestBytes } ? DockerfileReader.Read(file.FullName, File.ReadAllText(file.FullName), target) : null;
    }
}
