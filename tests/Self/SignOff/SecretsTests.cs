using System.Text;
using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

/// <summary>A secret is planted wherever one can come from, and carried wherever something is written; nothing of the run may hold it.</summary>
[NonParallelizable]
public sealed class SecretsTests
{
    private const string FromFile = "geh\"eim<Datei>&4711";
    private const string FromEnvironment = "Umgebung-8a1f-geheim";
    private const string FromModel = "Modell/geheim+7=";
    private const string FromSetting = "Einstellung geheim 99";
    private const string Variable = "PLANTED_API_TOKEN";

    private static readonly string[] Planted =
    [
        .. new[] { FromFile, FromEnvironment, FromModel, FromSetting }.SelectMany(secret => new[]
        {
            secret, Uri.EscapeDataString(secret), System.Net.WebUtility.HtmlEncode(secret), System.Text.Json.JsonEncodedText.Encode(secret).ToString(),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        }).Distinct(),
    ];

    private string home = "";

    [SetUp]
    public void Plant()
    {
        home = Directory.CreateTempSubdirectory("secrets").FullName;
        File.WriteAllText(Path.Combine(home, "password"), FromFile + "\n");
        Environment.SetEnvironmentVariable(Variable, FromEnvironment);
    }

    [TearDown]
    public void Remove()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(home, recursive: true);
    }

    [Test]
    public void A_secret_that_is_planted_everywhere_must_be_in_no_file_of_the_run()
    {
        var profile = Profile.Load("standin").With(("DB_PASSWORD_FILE", Path.Combine(home, "password")), ("REDIS_PASSWORD", FromSetting));
        var run = Run.Open(Path.Combine(home, "run"), () => Secrets.Of(profile));
        run.Secrets.Learn(Model());
        var all = string.Join(" | ", Planted);

        Carry(run, all);
        var verdict = run.Verdicts().Single();
        var row = Sample.Row("A5.1", RowStatus.Broken, all) with { Expected = all, Seen = all, Evidence = ["evidence/A5.1"], Observations = [Observation.Of(verdict)] };
        var before = Sample.Report(Sample.Row("A5.1", RowStatus.Held, all));
        var report = RunReport.Of(Sample.Report(row) with { Open = [all] }, run, profile, before with { Run = before.Run with { Profile = all } });
        ReportFiles.WriteInto(report, run.Directory);

        var files = Directory.EnumerateFiles(run.Directory, "*", SearchOption.AllDirectories).ToList();
        files.Select(Path.GetFileName).Should().Contain(["index.html", "report.json", "report.md", "junit.xml", "report.sarif", "suite-e2e.log", "moment.log", "http.txt"]);
        files.SelectMany(file => Planted.Where(File.ReadAllText(file).Contains).Select(secret => $"{Path.GetFileName(file)}: {secret}")).Should().BeEmpty();
        files.Should().OnlyContain(file => Path.GetFileName(file) == "core.bin" || File.ReadAllText(file).Length > 0);
        File.ReadAllText(Path.Combine(run.Directory, "index.html")).Should().Contain(Secrets.Masked);
    }

    [TestCase("postgres://archiv:hunter2@db:5432/archiv", "postgres://archiv:[masked]@db:5432/archiv")]
    [TestCase("Authorization: Bearer abc.def.ghi", "Authorization: Bearer [masked]")]
    [TestCase("DB_PASSWORD=hunter22 and more", "DB_PASSWORD=[masked] and more")]
    [TestCase("Host=db;Username=archiv;Password=hunter22;Timeout=3", "Host=db;Username=archiv;Password=[masked];Timeout=3")]
    [TestCase("{\"password\": \"hunter22\"}", "{\"password\": \"[masked]\"}")]
    [TestCase("POSTGRES_PASSWORD_FILE: /run/secrets/db_password", "POSTGRES_PASSWORD_FILE: /run/secrets/db_password")]
    [TestCase("file: ${DB_PASSWORD_FILE:?set DB_PASSWORD_FILE to a file}", "file: ${DB_PASSWORD_FILE:?set DB_PASSWORD_FILE to a file}")]
    [TestCase("unexpected token: '<' at 1", "unexpected token: '<' at 1")]
    [TestCase("redis://:pw@cache:6379", "redis://:[masked]@cache:6379")]
    [TestCase("redis-server --save '' --requirepass geheim", "redis-server --save '' --requirepass [masked]")]
    [TestCase("[\"redis-server\", \"--requirepass\", \"pw\"]", "[\"redis-server\", \"--requirepass\", \"[masked]\"]")]
    [TestCase("\"--requirepass\",\n          \"geheim\"", "\"--requirepass\",\n          \"[masked]\"")]
    [TestCase("- --requirepass\n      - geheim\n", "- --requirepass\n      - [masked]\n")]
    [TestCase("serve --password=x --token=y1 --port 80", "serve --password=[masked] --token=[masked] --port 80")]
    [TestCase("CMD-SHELL redis-cli -a pw ping || exit 1", "CMD-SHELL redis-cli -a [masked] ping || exit 1")]
    [TestCase("exec redis-server --requirepass \\\"pw\\\"", "exec redis-server --requirepass \\\"[masked]\\\"")]
    [TestCase("curl -u admin:pw http://db", "curl -u admin:[masked] http://db")]
    [TestCase("PGPASSWORD=pw psql -c 'select 1'", "PGPASSWORD=[masked] psql -c 'select 1'")]
    [TestCase("MYSQL_PWD: pw", "MYSQL_PWD: [masked]")]
    [TestCase("      REDISCLI_AUTH: pw\n", "      REDISCLI_AUTH: [masked]\n")]
    [TestCase("\"JWT_SIGNING_KEY\": \"k\"", "\"JWT_SIGNING_KEY\": \"[masked]\"")]
    [TestCase("spring.datasource.password=pw", "spring.datasource.password=[masked]")]
    [TestCase("ENCRYPTION_KEY=k;api-key=k;apiKey=k;X-Api-Key=k", "ENCRYPTION_KEY=[masked];api-key=[masked];apiKey=[masked];X-Api-Key=[masked]")]
    [TestCase("${DB_PASSWORD:-geheim}", "${DB_PASSWORD:-[masked]}")]
    [TestCase("GITHUB_PAT=pw SECRET_KEY_BASE=pw DB_PASS1=pw", "GITHUB_PAT=[masked] SECRET_KEY_BASE=[masked] DB_PASS1=[masked]")]
    [TestCase("cloned with ghp_0123456789abcdefghij", "cloned with [masked]")]
    [TestCase("NBOMBER_LICENSE=pw LICENSE=MIT", "NBOMBER_LICENSE=[masked] LICENSE=MIT")]
    [TestCase("DB_PASSWORD=held", "DB_PASSWORD=[masked]")]
    [TestCase("OLLAMA_KEEP_ALIVE=24h KEEP_ALIVE=5m", "OLLAMA_KEEP_ALIVE=24h KEEP_ALIVE=5m")]
    [TestCase("PRIMARY_KEY=id primary.key=id FOREIGN_KEY=x cache_key=y", "PRIMARY_KEY=id primary.key=id FOREIGN_KEY=x cache_key=y")]
    [TestCase("TokenBucket=5 TOKEN_TTL=3600 MAX_TOKENS=128 max_token=12 eos_token=2", "TokenBucket=5 TOKEN_TTL=3600 MAX_TOKENS=128 max_token=12 eos_token=2")]
    [TestCase("PWD=/app PASSWORD_ENCRYPTION=scram-sha-256 SMTP_AUTH=true", "PWD=/app PASSWORD_ENCRYPTION=scram-sha-256 SMTP_AUTH=true")]
    [TestCase("--password-file /run/secrets/pw --requirepass \"$(cat /run/secrets/pw)\"", "--password-file /run/secrets/pw --requirepass \"$(cat /run/secrets/pw)\"")]
    [TestCase("POSTGRES_PASSWORD is a secret in the environment", "POSTGRES_PASSWORD is a secret in the environment")]
    [TestCase("http://backend:8080/a@b image@sha256:00ff", "http://backend:8080/a@b image@sha256:00ff")]
    public void What_looks_like_a_secret_must_be_masked_and_what_only_names_one_must_stay(string text, string expected)
    {
        new Secrets().Mask(text).Should().Be(expected);
    }

    [Test]
    public void A_word_that_is_too_short_for_a_secret_must_not_blank_the_report()
    {
        var secrets = new Secrets();
        secrets.Learn("DB_PASSWORD", "held");

        secrets.Mask("12 held").Should().Be("12 held");
    }

    private static ComposeModel Model() => new("{\"services\": {\"db\": {\"environment\": {\"POSTGRES_PASSWORD\": \"" + FromModel + "\"}}}}");

    // Reasons, events, requests, samples, answer times, evidence, a test host's own log, and bytes that are no text.
    private static void Carry(Run run, string all)
    {
        run.Say("note", $"archivtest-1 {all}", all);
        run.Asked(new RequestSeen(Sample.At, all, all, 200, 5));
        run.Sampled(new MemorySample(Sample.At, all, all, 1 << 20, 1 << 21));
        run.Leave(new LatencySeries(all, "A5.1", LatencyHistogram.Of([TimeSpan.FromMilliseconds(1)])));
        run.Leave(Sample.Verdict("A5.1", Kind.Static, Outcome.Broken, all, "evidence/A5.1") with { Test = all, Expected = all, Seen = all });
        var folder = run.EvidenceFor("A5.1");
        run.Write(Path.Combine(folder, "http.txt"), all).GetAwaiter().GetResult();
        File.WriteAllText(Path.Combine(folder, "moment.log"), $"2026 backend connected with {all}\n");
        File.WriteAllText(Path.Combine(run.Directory, "suite-e2e.log"), all);
        File.WriteAllBytes(Path.Combine(folder, "core.bin"), [0xff, 0x00, .. Encoding.UTF8.GetBytes(all), 0xfe]);
    }
}
