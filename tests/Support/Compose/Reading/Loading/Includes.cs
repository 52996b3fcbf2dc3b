namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Brings in what the files under <c>include</c> define.</summary>
internal sealed class Includes(ReadContext context, LayerLoader loader, VariableSource source)
{
    private static readonly string[] Sections = ["services", "volumes", "networks", "secrets", "configs"];

    /// <summary>The document with its includes in place of the key <c>include</c>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="file">Its file.</param>
    /// <param name="folder">What paths in it are relative to.</param>
    /// <param name="outer">Files that include it.</param>
    public MapNode Apply(MapNode document, string file, string folder, IReadOnlyList<string> outer)
    {
        if (!document.TryGet("include", out var include))
        {
            return document;
        }

        var list = include.Value as ListNode
            ?? throw new ComposeSyntaxException(include.Place, $"include must be a list, not {include.Value.Kind}; put '- ' before the path");
        var whole = document.Without("include");
        foreach (var item in list.Items)
        {
            whole = Import(whole, Included(IncludeEntry.Of(item), folder, [.. outer, file]), item.Place);
        }

        return whole;
    }

    private MapNode Included(IncludeEntry entry, string folder, IReadOnlyList<string> outer)
    {
        List<string> files = [.. entry.Paths.Select(path => Path.GetFullPath(path, folder))];
        if (files.FirstOrDefault(outer.Contains) is { } again)
        {
            throw new ComposeSyntaxException(entry.Place, $"{again} includes itself in the end; break the circle");
        }

        var own = entry.ProjectDirectory is null ? Path.GetDirectoryName(files[0])! : Path.GetFullPath(entry.ProjectDirectory, folder);
        var known = source;
        var dotEnv = Path.Combine(own, ".env");
        IEnumerable<string> envFiles = entry.EnvFiles.Count > 0 ? entry.EnvFiles.Select(path => Path.GetFullPath(path, folder))
            : File.Exists(dotEnv) ? [dotEnv] : [];
        foreach (var envFile in envFiles.Where(envFile => !source.Symbolic || File.Exists(envFile)))
        {
            known = known.WithDefaults(DotEnv.Read(envFile, entry.Place, known, context.Budget));
        }

        // Of a project directory that does not exist, Compose takes the one above for paths.
        return loader.Load(files, Directory.Exists(own) ? own : Path.GetDirectoryName(own)!, known, entry.Place, outer);
    }

    private MapNode Import(MapNode whole, MapNode part, SourcePlace at)
    {
        foreach (var section in Sections.Where(section => part[section] is MapNode))
        {
            var target = whole[section] as MapNode ?? new MapNode([], at);
            var from = (MapNode)part[section]!;
            context.Budget.Values(target.Count + from.Count, at);
            if (from.Entries.FirstOrDefault(entry => target[entry.Key] is { } own && !own.SameAs(entry.Value)) is { } conflict)
            {
                throw new ComposeSyntaxException(at, $"{section}.{conflict.Key} is defined here and, otherwise, in the included {conflict.Place}; rename one");
            }

            whole = whole.With(section, new MapNode(target.Entries.Concat(section == "services" ? from.Each(entry => Silenced.Inherited(part, entry.Value)).Entries : from.Entries), target.Place),
                whole.TryGet(section, out var entry) ? entry.Place : from.Place);
        }

        return whole;
    }
}
