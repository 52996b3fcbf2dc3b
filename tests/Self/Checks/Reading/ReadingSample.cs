using Archiv.Tests.Support;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>Compose files that are read by us and by Compose.</summary>
public sealed record ReadingSample(string Name, IReadOnlyList<string> Files, IReadOnlyDictionary<string, string> Variables)
{
    private static readonly string[] Layers = ["compose.yml", "override.yml", "override2.yml"];

    private static string Home => Path.Combine(Repository.Root, "tests", "Self", "Checks");

    /// <summary>The corpus of this folder, with and without its settings; the samples of the rules; the stack's own files.</summary>
    public static IEnumerable<ReadingSample> All => [.. Corpus, .. OfRules, .. OwnFiles];

    /// <summary>What Compose refuses in this folder.</summary>
    public static IEnumerable<ReadingSample> Refused => Corpus.Where(sample => sample.Name.StartsWith("refused-", StringComparison.Ordinal));

    /// <summary>A sample of the corpus by its folder.</summary>
    public static ReadingSample Of(string name) => Corpus.Single(sample => sample.Name == name);

    /// <summary>What an older Compose says of a key that the specification has since; null where every Compose reads it.</summary>
    public string? Newer => Path.Combine(Path.GetDirectoryName(Files[0])!, "newer.txt") is var kept && File.Exists(kept) ? File.ReadAllText(kept).Trim() : null;

    /// <summary>Our reading of it.</summary>
    public ComposeReading Read() => ComposeReading.Read(Files, Variables);

    /// <summary>Its name, for the names of tests.</summary>
    public override string ToString() => Name;

    private static IEnumerable<ReadingSample> Corpus =>
        from folder in Directory.EnumerateDirectories(Path.Combine(Home, "Reading", "Samples")).Order(StringComparer.Ordinal)
        let files = Layers.Select(layer => Path.Combine(folder, layer)).Where(File.Exists).ToList()
        let settings = Path.Combine(folder, "settings.env")
        from sample in File.Exists(settings)
            ? new[] { new ReadingSample(Path.GetFileName(folder), files, EnvFile.Read(settings)), Bare($"{Path.GetFileName(folder)} without settings", files) }
            : [Bare(Path.GetFileName(folder), files)]
        select sample;

    private static IEnumerable<ReadingSample> OfRules =>
        from file in Directory.Exists(Path.Combine(Home, "Samples"))
            ? Directory.EnumerateFiles(Path.Combine(Home, "Samples"), "compose.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>()
        select Bare(Path.GetRelativePath(Home, file), [file]);

    private static IEnumerable<ReadingSample> OwnFiles
    {
        get
        {
            var home = Path.Combine(Repository.Root, "compose-under-test");
            var production = Path.Combine(home, "docker-compose.prod.yml");
            var overlays = Directory.EnumerateFiles(Path.Combine(home, "overlays"), "*.yml", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(home, "docker-compose.*.yml").Except([production, Path.Combine(home, "docker-compose.dev.yml")]))
                .Order(StringComparer.Ordinal).Select(overlay => new[] { production, overlay }).Prepend([production]);
            return
            [
                Bare("docker-compose.dev.yml", [Path.Combine(home, "docker-compose.dev.yml")]),
                .. from files in overlays
                   from profile in Directory.EnumerateFiles(Path.Combine(home, "profiles"), "*.env").Order(StringComparer.Ordinal)
                   select new ReadingSample($"{Path.GetFileName(files[^1])} with {Path.GetFileName(profile)}", files, Settings(profile)),
            ];
        }
    }

    private static Dictionary<string, string> Settings(string profile) => new(EnvFile.Read(profile))
    {
        ["ARCHIV_DOMAIN"] = "archiv.invalid",
        ["DB_PASSWORD_FILE"] = "./kennwort",
    };

    private static ReadingSample Bare(string name, IReadOnlyList<string> files) => new(name, files, new Dictionary<string, string>());
}
