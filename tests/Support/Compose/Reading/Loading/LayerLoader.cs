namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Reads files into one merged tree: variables filled in, <c>extends</c> and <c>include</c> followed, still in the words of the file.</summary>
internal sealed class LayerLoader(ReadContext context)
{
    private static readonly MapNode Nothing = new([], new SourcePlace("", 1, 1));
    private readonly Dictionary<string, IReadOnlyList<Node>> raw = new(StringComparer.Ordinal);

    /// <summary>Lays the files over each other, the last on top.</summary>
    /// <param name="files">Absolute paths.</param>
    /// <param name="folder">What their relative paths are relative to.</param>
    /// <param name="source">The variables.</param>
    /// <param name="asked">Where the files are asked for; null for the caller's own.</param>
    /// <param name="outer">Files that include these, the outermost first.</param>
    public MapNode Load(IReadOnlyList<string> files, string folder, VariableSource source, SourcePlace? asked, IReadOnlyList<string> outer)
    {
        var merged = Nothing;
        foreach (var file in files)
        {
            context.Belongs(file, folder);
            foreach (var document in Documents(file, source, asked))
            {
                var extended = new Extends(context, this, source).Apply(document, file);
                var complete = new Includes(context, this, source).Apply(extended, file, folder, outer);
                merged = (MapNode)Merging.Lay(ModelShape.Model, merged, complete, context)!;
            }
        }

        return merged;
    }

    /// <summary>The last name that the files give the project, as written; null when they give none.</summary>
    public ScalarNode? Name(IReadOnlyList<string> files) => files.SelectMany(file => Raw(file, asked: null))
        .Select(document => document.At("name") as ScalarNode).LastOrDefault(name => name?.Text is { Length: > 0 });

    /// <summary>The documents of a file with variables filled in and nothing else done.</summary>
    public List<MapNode> Documents(string file, VariableSource source, SourcePlace? asked)
    {
        var interpolation = new Interpolation(context, source);
        return [.. Raw(file, asked).Select(document => interpolation.Fill(document, "") as MapNode
            ?? throw new ComposeSyntaxException(document.Place, $"a compose file is a mapping at its top, not {document.Kind}; begin with 'services:'"))];
    }

    private IReadOnlyList<Node> Raw(string file, SourcePlace? asked)
    {
        if (raw.TryGetValue(file, out var known))
        {
            context.Budget.File(asked ?? new(file, 1, 1));
            return known;
        }

        var documents = YamlReader.Read(file, FileText.Read(file, asked, context.Budget), context.Budget);
        return raw[file] = documents.Count > 0 ? documents
            : throw new ComposeSyntaxException(new(file, 1, 1), "the file is empty; it needs at least 'services:'");
    }
}
