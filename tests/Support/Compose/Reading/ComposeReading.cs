using Archiv.Tests.Support.Compose.Reading;

namespace Archiv.Tests.Support.Compose;

/// <summary>
/// Compose files as we read them ourselves: the model that Compose would print, and where each part of it is written.
/// Needs no engine and no command; a self-test compares it with Compose's own reading.
/// </summary>
public sealed class ComposeReading
{
    private readonly MapNode model;
    private readonly MapNode written;

    private ComposeReading(MapNode model, MapNode written, ReadContext context)
    {
        this.model = model;
        this.written = written;
        Model = new ComposeModel(ModelText.Of(model));
        Variables = context.Variables;
        Unset = context.Unset;
        Ignores = Silenced.In(written);
    }

    /// <summary>
    /// The model, shaped as <c>docker compose config --format json</c> prints it. A variable without value is <c>${NAME}</c>,
    /// a dollar is <c>$$</c>.
    /// </summary>
    public ComposeModel Model { get; }

    /// <summary>Every reference to a variable in the files, in the order of reading.</summary>
    public IReadOnlyList<VariableUse> Variables { get; }

    /// <summary>The variables without value, and where each is asked for first. Read with variables, each of them is empty in the model.</summary>
    public IReadOnlyDictionary<string, SourcePlace> Unset { get; }

    /// <summary>The rules that the files ask not to be judged by, with their reasons.</summary>
    public IReadOnlyList<IgnoredRule> Ignores { get; }

    /// <summary>Reads files as Compose does.</summary>
    /// <param name="files">Paths in the order of <c>-f</c>; relative paths in them are seen from the folder of the first.</param>
    /// <param name="variables">
    /// All variables for interpolation, <c>COMPOSE_PROFILES</c> (with <c>*</c> for all) and <c>COMPOSE_PROJECT_NAME</c> among them;
    /// no <c>.env</c> beside the file is read. Null is none, of no complete set, with the services of all profiles.
    /// </param>
    /// <param name="profiles">Profiles to enable besides, <c>*</c> for all.</param>
    /// <param name="complete">Whether these are all variables; else one that is not among them and has no default stays <c>${NAME}</c>, and missing <c>env_file</c>s are tolerated.</param>
    /// <exception cref="ComposeSyntaxException">The files are no compose files, or exceed a bound of <see cref="ReadingBounds"/>.</exception>
    public static ComposeReading Read(IReadOnlyList<string> files, IReadOnlyDictionary<string, string>? variables, IReadOnlyList<string>? profiles = null, bool complete = true)
    {
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        List<string> paths = [.. files.Select(Path.GetFullPath)];
        var folder = Path.GetDirectoryName(paths[0])!;
        var given = variables ?? new Dictionary<string, string>();
        var context = new ReadContext();
        var loader = new LayerLoader(context);
        var source = new VariableSource(given, Symbolic: variables is null || !complete);
        var name = ProjectName.Of(source, folder, loader.Name(paths), context);
        source = source.WithDefaults(new Dictionary<string, string> { ["COMPOSE_PROJECT_NAME"] = name });
        var merged = loader.Load(paths, folder, source, asked: null, outer: []);
        var enabled = (given.GetValueOrDefault("COMPOSE_PROFILES") ?? (variables is null ? "*" : "")).Split(',', StringSplitOptions.TrimEntries).Concat(profiles ?? []);
        var model = new Project(context, source, name, enabled.ToHashSet(StringComparer.Ordinal)).Model(merged);
        return new ComposeReading(model, merged, context);
    }

    /// <summary>
    /// Where a part of the model is written: the line of its key, or of the item of a list, also when it came by anchor, <c>extends</c>,
    /// <c>include</c> or another file. Of what is not written, the place of the nearest part around it.
    /// </summary>
    /// <param name="path">Keys with dots between them, items as <c>[0]</c>, such as <c>services.web.ports[0]</c>.</param>
    public SourcePlace PlaceOf(string path)
    {
        var printed = Places.Of(model, path);
        var source = Places.Of(written, path);
        return source.Length > printed.Length ? source.Place : printed.Place;
    }
}
