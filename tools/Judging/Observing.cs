using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>What <c>--attach</c> and <c>--keep</c> ask of a request: both are about the stack that the suite e2e observes.</summary>
internal static class Observing
{
    private const string Name = "e2e";

    /// <summary>The suites that may run: a stack of somebody else is read, never broken or changed.</summary>
    /// <exception cref="WrongUse">The options contradict each other.</exception>
    public static IReadOnlyList<string> Suites(IReadOnlyList<string> suites, bool keep, string? attach)
    {
        if (attach is null)
        {
            return suites;
        }

        if (keep)
        {
            throw new WrongUse("--attach leaves the stack as it is: leave out --keep");
        }

        return suites is [] or [Name] ? [Name] : throw new WrongUse($"only the suite {Name} observes a running stack, the others break theirs: leave out --suite or --attach");
    }

    /// <summary>Looks whether a row that was named cannot be seen by reading alone.</summary>
    /// <param name="rows">The rows named.</param>
    /// <param name="suites">The suites that may run, without the tests that need a stack of their own.</param>
    /// <exception cref="WrongUse">One cannot.</exception>
    public static void OnlyObservable(IReadOnlyList<string> rows, IReadOnlyList<Suite> suites)
    {
        var blind = rows.Select(Catalogue.Row).FirstOrDefault(row => row.Active
            && !row.Kinds.Any(kind => kind == Kind.Static || suites.Any(suite => suite.Judges.Contains((row.Id, kind)))));
        if (blind is not null)
        {
            var why = LeftOut(suites).FirstOrDefault(left => left.Row == blind.Id).Reason ?? "breaks the stack it judges and brings up one of its own";
            throw new WrongUse($"{blind.Id} {why}: leave out --attach");
        }
    }

    /// <summary>What is not looked at on a stack of somebody else's, each with the reason; rows in the order of the catalogue.</summary>
    public static IReadOnlyList<(string Row, string Reason, bool InPart)> LeftOut(IEnumerable<Suite> suites) =>
    [
        .. suites.SelectMany(suite => (suite.LeftOut ?? []).Select(left => (left.Row, left.Reason, suite.Judges.Any(judged => judged.Row == left.Row))))
            .OrderBy(left => Catalogue.Rows.ToList().FindIndex(row => row.Id == left.Row)),
    ];

    /// <summary>Looks whether there will be a stack to keep.</summary>
    /// <exception cref="WrongUse">No row needs it.</exception>
    public static void SomethingToKeep(Selection selection)
    {
        if (!selection.Suites.Any(suite => suite.Name == Name && selection.RowsFor(suite).Count > 0))
        {
            throw new WrongUse($"--keep leaves the stack that the suite {Name} observes, and no row asked for needs it: add one, such as --row A2.8");
        }
    }

    /// <summary>The port on this host of a running project's proxy.</summary>
    /// <exception cref="WrongUse">No such project runs, or its proxy publishes none.</exception>
    public static async Task<string> PortOf(string project, string proxy)
    {
        const string Project = "com.docker.compose.project";
        var (_, containers, _) = await DockerCommand.Run(
            "ps", "--quiet", "--filter", $"label={Project}={project}", "--filter", $"label=com.docker.compose.service={proxy}");
        if (containers.Length == 0)
        {
            var (_, running, _) = await DockerCommand.Run("ps", "--filter", $"label={Project}", "--format", $"{{{{.Label \"{Project}\"}}}}");
            var known = running.Distinct().Order(StringComparer.Ordinal).ToList();
            throw new WrongUse($"no running project '{project}' has a service '{proxy}'. Running: {(known.Count == 0 ? "none" : string.Join(", ", known))}");
        }

        var (_, ports, _) = await DockerCommand.Run(
            "inspect", "--format", "{{range .NetworkSettings.Ports}}{{range .}}{{println .HostPort}}{{end}}{{end}}", containers[0]);
        return ports.FirstOrDefault(port => port.Length > 0)
            ?? throw new WrongUse($"'{proxy}' of project '{project}' publishes no port on this host, so nobody can ask it");
    }
}
