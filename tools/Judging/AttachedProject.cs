namespace Archiv.Tests.Tools.Judging;

/// <summary>
/// What a Compose project consists of, at one moment: a line for each container (id, start, restarts, state, networks), network and volume.
/// <c>verify --attach</c> takes it before and after, and says whether anything changed.
/// </summary>
/// <param name="Lines">The things in the order of their lines.</param>
internal sealed record AttachedProject(IReadOnlyList<string> Lines)
{
    private static readonly string[] Kinds = ["container", "network", "volume"];

    private static readonly (string[] List, string[] Show)[] Things =
    [
        (["ps", "--all", "--quiet", "--no-trunc"], ["inspect", "--format", "container {{.Name}} {{.Id}} started {{.State.StartedAt}} restarts {{.RestartCount}} {{.State.Status}}{{range $name, $at := .NetworkSettings.Networks}} {{$name}}={{$at.IPAddress}}{{end}}"]),
        (["network", "ls", "--quiet", "--no-trunc"], ["network", "inspect", "--format", "network {{.Name}} {{.Id}} created {{.Created}}"]),
        (["volume", "ls", "--quiet"], ["volume", "inspect", "--format", "volume {{.Name}} created {{.CreatedAt}}"]),
    ];

    /// <summary>Reads it now.</summary>
    /// <exception cref="WrongUse">The engine does not answer.</exception>
    public static async Task<AttachedProject> Of(string project)
    {
        List<string> lines = [];
        foreach (var (list, show) in Things)
        {
            var found = await Docker([.. list, "--filter", $"label=com.docker.compose.project={project}"]);
            if (found.Length > 0)
            {
                lines.AddRange(await Docker([.. show, .. found]));
            }
        }

        return new([.. lines.Order(StringComparer.Ordinal)]);
    }

    /// <summary>What is there now and was not, with a plus, and what was there and is not, with a minus.</summary>
    public IReadOnlyList<string> ChangesTo(AttachedProject now) =>
        [.. Lines.Except(now.Lines).Select(line => $"- {line}"), .. now.Lines.Except(Lines).Select(line => $"+ {line}")];

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Kinds
        .Select(kind => $"{Lines.Count(line => line.StartsWith($"{kind} ", StringComparison.Ordinal))} {kind}s"));

    private static async Task<string[]> Docker(string[] arguments)
    {
        var (exitCode, lines, error) = await DockerCommand.Run(arguments);
        return exitCode == 0 ? lines : throw new WrongUse($"docker {arguments[0]} fails ({error.ReplaceLineEndings(" ")}): run the command again once the engine answers");
    }
}
