using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Judging;

/// <summary>What a run is asked to judge.</summary>
/// <param name="Wanted">The active rows with the kinds of observation that are asked for.</param>
/// <param name="Suites">The suites that may run.</param>
/// <param name="Along">Rows among the wanted ones that alone are no reason to start a suite: judged where another row brings its stack up.</param>
internal sealed record Selection(
    IReadOnlyDictionary<Guarantee, IReadOnlyList<Kind>> Wanted, IReadOnlyList<Suite> Suites, IReadOnlyCollection<string>? Along = null)
{
    /// <summary>Checks the options as far as that is possible before the suites are built.</summary>
    /// <exception cref="WrongUse">A name is unknown, or all rows named are planned.</exception>
    public static void Check(IReadOnlyList<string> suites, IReadOnlyList<string> rows)
    {
        if (suites.FirstOrDefault(suite => !Suite.Names.Contains(suite)) is { } unknown)
        {
            throw new WrongUse($"'{unknown}' is no suite. Known: {string.Join(", ", Suite.Names)}");
        }

        if (rows.Count > 0 && !rows.Select(Row).ToList().Exists(row => row.Active))
        {
            throw Nothing();
        }
    }

    /// <summary>Selects from the options; empty lists mean all.</summary>
    /// <exception cref="WrongUse">A name is unknown, or nothing is left to judge.</exception>
    public static Selection Of(IReadOnlyList<string> suites, IReadOnlyList<string> rows, Func<IEnumerable<string>, IReadOnlyList<Suite>> built)
    {
        Check(suites, rows);
        var chosen = rows.Count == 0 ? Catalogue.Rows : [.. rows.Select(Row).Distinct()];
        var available = built(suites.Count == 0 ? Suite.Names : suites);
        if (suites.Count > 0 && available.Count == 0)
        {
            throw new WrongUse($"suite {string.Join(',', suites)} has no tests yet (see scripts/verify --list)");
        }

        var wanted = chosen.Where(row => row.Active)
            .Select(row => (Row: row, Kinds: suites.Count == 0 ? row.Kinds : KindsIn(row, available)))
            .Where(entry => entry.Kinds.Count > 0)
            .ToDictionary(entry => entry.Row, entry => entry.Kinds);

        return wanted.Count > 0
            ? new Selection(wanted, available)
            : throw Nothing();
    }

    /// <summary>Kinds other than static that are wanted, with their rows that a suite has tests for.</summary>
    public IReadOnlyList<string> RowsFor(Suite suite)
    {
        List<string> rows =
        [
            .. Wanted.Where(entry => entry.Value.Any(kind => kind != Kind.Static && suite.Judges.Contains((entry.Key.Id, kind))))
                .Select(entry => entry.Key.Id),
        ];
        return rows.Exists(row => Along?.Contains(row) != true) ? rows : [];
    }

    /// <summary>The same without some rows.</summary>
    public Selection Without(IReadOnlyCollection<string> rows) => this with
    {
        Wanted = Wanted.Where(entry => !rows.Contains(entry.Key.Id)).ToDictionary(entry => entry.Key, entry => entry.Value),
    };

    private static WrongUse Nothing() =>
        new("nothing to judge: the rows named are planned, or have no test in the suites named (see scripts/verify --list)");

    private static Guarantee Row(string id)
    {
        try
        {
            return Catalogue.Row(id);
        }
        catch (ArgumentException unknown)
        {
            throw new WrongUse(unknown.Message.Split(" (Parameter", 2)[0]);
        }
    }

    // With --suite a row is asked only for what these suites can see, and for what costs nothing.
    private static List<Kind> KindsIn(Guarantee row, IReadOnlyList<Suite> suites) =>
    [
        .. row.Kinds.Where(kind => kind == Kind.Static || suites.Any(suite => suite.Judges.Contains((row.Id, kind)))),
    ];
}
