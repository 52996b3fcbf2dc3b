using System.Text.Json;
using System.Text.Json.Serialization;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Evidence;

/// <summary>
/// The directory in which one run keeps what it finds: <c>artifacts/report/&lt;run&gt;/</c> with <c>verdicts/*.json</c>,
/// <c>events/*.ndjson</c>, <c>requests/*.ndjson</c>, <c>memory/*.ndjson</c>, <c>latency/*.json</c> and <c>evidence/&lt;row&gt;/</c>. Named by <c>ARCHIV_RUN_DIR</c>, else made new for this process (IDE, dotnet test).
/// Several processes of one run write into it at the same time.
/// </summary>
public sealed class Run
{
    /// <summary>JSON as all files of a run have it: camel case, enums by name in lower case.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Name of the file in an evidence folder that holds the log lines of that moment.</summary>
    public const string MomentLog = "moment.log";

    private static readonly Lazy<Run> Of = new(() => Open(
        Environment.GetEnvironmentVariable("ARCHIV_RUN_DIR")
        ?? Path.Combine(Repository.Root, "artifacts", "report", NewId(TimeProvider.System)),
        () => Secrets.Of(Profile.Current)));

    private readonly Lock gate = new();
    private readonly Lazy<Secrets> secrets;

    private Run(string directory, Func<Secrets> secrets)
    {
        Directory = directory;
        this.secrets = new(secrets);
    }

    /// <summary>The run of this process.</summary>
    public static Run Current => Of.Value;

    /// <summary>Absolute path of the run's directory.</summary>
    public string Directory { get; }

    /// <summary>Id of the run: the name of its directory.</summary>
    public string Id => Path.GetFileName(Directory);

    /// <summary>What must not stand in anything that the run keeps; masked wherever this class writes.</summary>
    public Secrets Secrets => secrets.Value;

    /// <summary>A new id that sorts by time and is unique to the process, such as <c>20261121-101500-4711</c>.</summary>
    public static string NewId(TimeProvider time) => $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}";

    /// <summary>Opens (and makes where missing) the run's directory; the secrets are those of the environment.</summary>
    public static Run Open(string directory) => Open(directory, () => Secrets.Of(null));

    /// <summary>Opens (and makes where missing) the run's directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="secrets">What must not be kept; asked for before the first thing is written.</param>
    public static Run Open(string directory, Func<Secrets> secrets)
    {
        var run = new Run(Path.GetFullPath(directory), secrets);
        System.IO.Directory.CreateDirectory(Path.Combine(run.Directory, "verdicts"));
        System.IO.Directory.CreateDirectory(Path.Combine(run.Directory, "events"));
        System.IO.Directory.CreateDirectory(Path.Combine(run.Directory, "plans"));
        return run;
    }

    /// <summary>Keeps a verdict; the file appears whole or not at all.</summary>
    public void Leave(Verdict verdict)
    {
        var name = $"{verdict.Row}.{verdict.Kind}.{Guid.NewGuid():n}.json";
        var draft = Path.Combine(Directory, name + ".tmp");
        File.WriteAllText(draft, JsonSerializer.Serialize(Masked(verdict), Json));
        File.Move(draft, Path.Combine(Directory, "verdicts", name));
    }

    /// <summary>All verdicts left so far, of every process of the run.</summary>
    public IReadOnlyList<Verdict> Verdicts() =>
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Directory, "verdicts"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<Verdict>(File.ReadAllText(file), Json)
                ?? throw new InvalidDataException($"{file} holds no verdict")),
    ];

    /// <summary>Keeps what the tests of this process will judge, so that a verdict that never came is missed.</summary>
    public void Plan(IEnumerable<PlannedVerdict> plan) => File.WriteAllText(
        Path.Combine(Directory, "plans", $"{Environment.ProcessId}.json"), JsonSerializer.Serialize(plan, Json));

    /// <summary>The plans of every process of the run.</summary>
    public IReadOnlyList<PlannedVerdict> Plans() =>
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Directory, "plans"), "*.json")
            .SelectMany(file => JsonSerializer.Deserialize<List<PlannedVerdict>>(File.ReadAllText(file), Json)!),
    ];

    /// <summary>Appends a line to this process's file under <c>events/</c>.</summary>
    public void Say(string what, string subject, string text) => Say(TimeProvider.System.GetUtcNow(), what, subject, text);

    /// <summary>The same for what happened at another moment (UTC).</summary>
    public void Say(DateTimeOffset at, string what, string subject, string text) =>
        Append("events", new RunEvent(at, what, Secrets.Mask(subject), Secrets.Mask(text)));

    /// <summary>Keeps that a request was sent and answered.</summary>
    public void Asked(RequestSeen request) => Append("requests", request);

    /// <summary>Keeps how much memory a service uses.</summary>
    public void Sampled(MemorySample sample) => Append("memory", sample);

    /// <summary>Keeps answer times of a load row for the report.</summary>
    public void Leave(LatencySeries series) => File.WriteAllText(
        Path.Combine(System.IO.Directory.CreateDirectory(Path.Combine(Directory, "latency")).FullName, $"{Guid.NewGuid():n}.json"),
        JsonSerializer.Serialize(series, Json));

    /// <summary>Writes a file of evidence, masked.</summary>
    /// <param name="file">Absolute path.</param>
    /// <param name="text">What it holds.</param>
    public Task Write(string file, string text) => File.WriteAllTextAsync(file, Secrets.Mask(text));

    /// <summary>Folder for what is collected about a subject, made on demand.</summary>
    public string EvidenceFor(string subject) =>
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "evidence", subject)).FullName;

    private void Append<T>(string folder, T entry)
    {
        var line = JsonSerializer.Serialize(entry, Json);
        lock (gate)
        {
            var file = Path.Combine(System.IO.Directory.CreateDirectory(Path.Combine(Directory, folder)).FullName, $"{Environment.ProcessId}.ndjson");
            File.AppendAllText(file, line + "\n");
        }
    }

    private Verdict Masked(Verdict verdict) => verdict with
    {
        Test = Secrets.Mask(verdict.Test),
        Reason = Secrets.Mask(verdict.Reason),
        Expected = verdict.Expected is { } expected ? Secrets.Mask(expected) : null,
        Seen = verdict.Seen is { } seen ? Secrets.Mask(seen) : null,
    };
}
