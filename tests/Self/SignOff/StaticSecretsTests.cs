using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Commands;
using Archiv.Tests.Tools.Judging;
using Archiv.Tests.Tools.Mutants;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

/// <summary>What static rows keep of a compose file with secrets in it, by the way of a real run: nothing here tells the run what they are.</summary>
public sealed class StaticSecretsTests
{
    private const string Overlay = """
        services:
          cache:
            command: ["redis-server", "--requirepass", "kommando&1"]
            healthcheck:
              test: ["CMD-SHELL", "redis-cli -a probe-4711 ping"]
            labels:
              backup.api-key: "etikett-2"
              traefik.password: "q9"
            environment:
              PGPASSWORD: umgebung-3
              JWT_SIGNING_KEY: "signatur 4"
              CACHE_URL: redis://:adresse-5@cache:6379
          backend:
            entrypoint: serve --token eingang-6 --password=z7
            build:
              context: .
              args:
                NPM_TOKEN: bauen-8
            healthcheck:
              test: ["CMD", "probe", "--password", "liste-9"]
          db:
            command: postgres -c "x=--api-key 'wort mit luecke'"
            privileged: true
        """;

    private static readonly string[] Planted =
    [
        "kommando&1", "probe-4711", "etikett-2", "umgebung-3", "signatur 4", "adresse-5", "eingang-6", "bauen-8", "liste-9", "wort mit luecke", "password=z7", "password: \"q9", "password\": \"q9",
    ];

    private string home = "";

    [SetUp]
    public void Make() => home = Directory.CreateTempSubdirectory("static-secrets").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(home, recursive: true);

    [Test]
    public async Task Secrets_in_a_compose_file_must_be_in_no_file_of_a_run_that_judges_it()
    {
        var overlay = Path.Combine(home, "overlay.yml");
        File.WriteAllText(overlay, Overlay);
        var profile = Preflight.Profile("standin", null, [overlay]);
        var run = Run.Open(Path.Combine(home, "run"), () => Secrets.Of(profile));
        var selection = new Selection(Catalogue.Rows.Where(row => row.Active && row.Kinds.Contains(Kind.Static)).ToDictionary(row => row, _ => (IReadOnlyList<Kind>)[Kind.Static]), []);

        var rows = await new JudgingRun(profile, selection, run, new RunProgress(Consoles.Error, TimeProvider.System)).JudgeAsync([], CancellationToken.None);
        Page(run, profile, rows);

        rows.Should().Contain(row => row.Id == "H15" && row.Status == RowStatus.Broken);
        Files(run.Directory).Should().Contain(["index.html", "compose.resolved.json", "overlay.yml", "report.json"]);
        Found(run.Directory, Planted).Should().BeEmpty();
        File.ReadAllText(Path.Combine(run.Directory, "index.html")).Should().Contain(Secrets.Masked);
    }

    [Test]
    public async Task The_value_of_a_mutant_that_puts_a_password_on_a_command_line_must_not_leave_with_its_report()
    {
        var mutant = Mutant.All().Single(mutant => mutant.Id == "password-in-a-command");

        var result = await MutantsCommand.Judge(mutant, [], false, home, Consoles.Error, CancellationToken.None);
        Page(Run.Open(result.Directory), Preflight.Profile("standin", null, []), result.Rows);
        File.WriteAllText(Path.Combine(home, "index.html"), KillMatrixPage.Write([result], home));

        result.Rows.Single(row => row.Id == "H15").Kinds.Should().Contain(Kind.Static);
        result.Verdicts.Should().Contain(verdict => verdict.Row == "H15" && verdict.Outcome == Outcome.Broken);
        Files(home).Should().Contain(["index.html", "compose.resolved.json", "overlay.yml"]);
        Found(home, ["geheim"]).Should().BeEmpty();
    }

    private static void Page(Run run, Profile profile, IReadOnlyList<RowResult> rows) =>
        ReportFiles.WriteInto(RunReport.Of(Self.Tools.Sample.Report([.. rows]), run, profile, null), run.Directory);

    private static IEnumerable<string?> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName);

    private static IEnumerable<string> Found(string folder, string[] secrets) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .SelectMany(file => secrets.SelectMany(secret => new[] { secret, System.Net.WebUtility.HtmlEncode(secret), System.Text.Json.JsonEncodedText.Encode(secret).ToString() }.Distinct())
            .Where(File.ReadAllText(file).Contains).Select(secret => $"{Path.GetFileName(file)}: {secret}"));
}
