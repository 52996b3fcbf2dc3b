namespace Archiv.Tests.Tools.Judging;

/// <summary>
/// Removes what a suite that died or was killed left of its Compose projects. Only names that this run has announced are touched,
/// so that runs beside each other never meet; the reaper does the same when this program is killed too.
/// </summary>
internal static class Leftovers
{
    // Something that was being made while we looked appears in the next pass.
    private const int Passes = 3;

    private static readonly (string Kind, string[] List, string[] Remove)[] Things =
    [
        ("container", ["ps", "--all"], ["rm", "--force", "--volumes"]),
        ("network", ["network", "ls"], ["network", "rm"]),
        ("volume", ["volume", "ls"], ["volume", "rm", "--force"]),
    ];

    /// <summary>Removes the Compose containers of a run, then containers, networks and volumes of its projects; says what was there.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="projects">The Compose projects that it has announced.</param>
    /// <param name="progress">Where to say it.</param>
    public static async Task Remove(string run, IReadOnlyCollection<string> projects, RunProgress progress)
    {
        for (var pass = 0; pass < Passes && projects.Count > 0; pass++)
        {
            // First, because a Compose that still works would go on making things.
            var found = await Remove(Things[0], $"org.archiv.tests={run}", progress);
            foreach (var project in projects)
            {
                foreach (var thing in Things)
                {
                    found += await Remove(thing, $"com.docker.compose.project={project}", progress);
                }
            }

            if (found == 0)
            {
                return;
            }
        }
    }

    private static async Task<int> Remove((string Kind, string[] List, string[] Remove) thing, string label, RunProgress progress)
    {
        var found = (await DockerCommand.Run([.. thing.List, "--quiet", "--filter", $"label={label}"])).Lines;
        if (found.Length > 0)
        {
            progress.Phase($"removing {found.Length} {thing.Kind}(s) left with {label}");
            await DockerCommand.Run([.. thing.Remove, .. found]);
        }

        return found.Length;
    }
}
