namespace Archiv.Tests.Tools.Judging;

/// <summary>
/// Removes what a suite that died or was killed left of its Compose projects. Only names that this run has announced are touched,
/// so that runs beside each other never meet; the reaper does the same when this program is killed too.
/// </summary>
internal static class Leftovers
{
    private static readonly (string Kind, string[] List, string[] Remove)[] Things =
    [
        ("container", ["ps", "--all"], ["rm", "--force", "--volumes"]),
        ("network", ["network", "ls"], ["network", "rm"]),
        ("volume", ["volume", "ls"], ["volume", "rm", "--force"]),
    ];

    /// <summary>Removes containers, networks and volumes of those projects; says what was there.</summary>
    public static async Task Remove(IEnumerable<string> projects, RunProgress progress)
    {
        foreach (var project in projects)
        {
            foreach (var (kind, list, remove) in Things)
            {
                var label = $"label=com.docker.compose.project={project}";
                var found = (await DockerCommand.Run([.. list, "--quiet", "--filter", label])).Lines;
                if (found.Length > 0)
                {
                    progress.Phase($"removing {found.Length} {kind}(s) left of {project}");
                    await DockerCommand.Run([.. remove, .. found]);
                }
            }
        }
    }
}
