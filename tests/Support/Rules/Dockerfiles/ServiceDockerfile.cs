using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Compose.Reading;

namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>What a service is built from, as far as it can be read.</summary>
/// <param name="Dockerfile">The Dockerfile; null where nothing is built or nothing can be read.</param>
/// <param name="Unread">Why it cannot be read, as the end of a sentence; null where nothing is built or it was read.</param>
/// <param name="Hostile">True where it names what no Dockerfile can be.</param>
public sealed record ServiceDockerfile(Dockerfile? Dockerfile, string? Unread, bool Hostile = false)
{
    /// <summary>The Dockerfile of the service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="composeFile">The first compose file, from which relative contexts count.</param>
    public static ServiceDockerfile Of(ComposeService service, string composeFile)
    {
        var target = service.Text("build", "target");
        if (service.Text("build", "dockerfile_inline") is { } inline)
        {
            return new(DockerfileReader.Read(composeFile, inline.Replace("$$", "$", StringComparison.Ordinal), target, inline: true), null);
        }

        var context = service.Text("build", "context") ?? service.Text("build");
        if (context is null)
        {
            return new(null, null);
        }

        var name = service.Text("build", "dockerfile") ?? "Dockerfile";
        return Symbolic.Is(context) || Symbolic.Is(name) ? new(null, "lies where a variable without value says")
            : IsElsewhere(context) ? new(null, "lies in a repository elsewhere")
            : Read(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(composeFile))!, context, name)), target);
    }

    private static bool IsElsewhere(string context) =>
        context.Contains("://", StringComparison.Ordinal) || context.StartsWith("git@", StringComparison.Ordinal) || context.StartsWith("github.com/", StringComparison.Ordinal);

    private static ServiceDockerfile Read(string file, string? target)
    {
        try
        {
            if (!File.Exists(file))
            {
                return new(null, "is not there");
            }

            var bytes = BoundedFile.IsRegular(file) ? BoundedFile.Read(file, ReadingBounds.DockerfileBytes) : null;
            return bytes is null ? new(null, "is a device, pipe or socket, which has no end", Hostile: true)
                : bytes.Length > ReadingBounds.DockerfileBytes ? new(null, $"is larger than {ReadingBounds.DockerfileBytes} bytes", Hostile: true)
                : new(DockerfileReader.Read(file, System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), target), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(null, "cannot be opened");
        }
    }
}
