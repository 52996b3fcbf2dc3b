using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Makes nodes of YAML events; the recursion is bounded by <see cref="ReadingBounds.Depth"/>.</summary>
internal sealed class YamlReader
{
    private readonly string file;
    private readonly Budget budget;
    private readonly Parser parser;
    private readonly Dictionary<string, Node> anchors = new(StringComparer.Ordinal);

    private YamlReader(string file, string text, Budget budget)
    {
        this.file = file;
        this.budget = budget;
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>All documents of a text, in order.</summary>
    /// <exception cref="ComposeSyntaxException">It is not YAML, or exceeds a bound.</exception>
    public static IReadOnlyList<Node> Read(string file, string text, Budget budget)
    {
        var reader = new YamlReader(file, text, budget);
        try
        {
            return reader.Documents();
        }
        catch (YamlException error)
        {
            var place = reader.Place(error.Start);
            throw new ComposeSyntaxException(error.Message.Contains("tab as indentation", StringComparison.Ordinal) ? Tab(text, place) : place, $"this is not YAML: {error.Message.TrimEnd('.')}; correct the syntax", error);
        }
        catch (Exception error) when (error is not ComposeSyntaxException and not OutOfMemoryException)
        {
            throw new ComposeSyntaxException(reader.Place(reader.parser.Current?.Start ?? Mark.Empty),
                $"this is not YAML ({error.GetType().Name}); correct the syntax near here", error);
        }
    }

    private List<Node> Documents()
    {
        List<Node> documents = [];
        parser.Consume<StreamStart>();
        while (!parser.TryConsume<StreamEnd>(out _))
        {
            if (parser.Consume<DocumentStart>() is { Version: { Version: not { Major: 1, Minor: 1 } } directive })
            {
                throw new ComposeSyntaxException(Place(directive.Start), "Compose reads YAML documents of version 1.1 only; remove the line %YAML");
            }

            anchors.Clear();
            documents.Add(Value(0));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private Node Value(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Alias(alias);
        }

        var current = (NodeEvent)parser.Current!;
        var place = Place(current.Start);
        budget.Values(1, place);
        if (depth > ReadingBounds.Depth)
        {
            throw new ComposeSyntaxException(place, $"more than {ReadingBounds.Depth} levels inside each other; flatten the file");
        }

        Node node = current switch
        {
            MappingStart => Mapping(place, depth),
            SequenceStart => Sequence(place, depth),
            _ => Scalars.Of(parser.Consume<Scalar>(), place),
        };
        if (!current.Anchor.IsEmpty)
        {
            anchors[current.Anchor.Value] = node;
        }

        return node;
    }

    private Node Alias(AnchorAlias alias)
    {
        var place = Place(alias.Start);
        if (!anchors.TryGetValue(alias.Value.Value, out var node))
        {
            throw new ComposeSyntaxException(place, $"no anchor '&{alias.Value}' is complete before this alias; define it above");
        }

        budget.Values(node.Size, place);
        return node;
    }

    private ListNode Sequence(SourcePlace place, int depth)
    {
        var tag = TagOf(parser.Consume<SequenceStart>().Tag);
        List<Node> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Value(depth + 1));
        }

        return new ListNode(items, place) { Tag = tag, Size = 1 + items.Sum(item => item.Size) };
    }

    private MapNode Mapping(SourcePlace place, int depth)
    {
        var tag = TagOf(parser.Consume<MappingStart>().Tag);
        var mapping = new MappingBuilder(place);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var merges = parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = Value(depth + 1);
            mapping.Add(key, Value(depth + 1), merges);
        }

        return mapping.Build(tag);
    }

    // Of a tab, the parser names the mapping around it.
    private static SourcePlace Tab(string text, SourcePlace around) => text.Split('\n')
        .Select((line, index) => around with { Line = index + 1, Column = line[..^line.TrimStart().Length].IndexOf('\t', StringComparison.Ordinal) + 1 })
        .FirstOrDefault(place => place.Line >= around.Line && place.Column > 0, around);

    private SourcePlace Place(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    internal static NodeTag TagOf(TagName tag) => tag.IsEmpty || tag.IsNonSpecific ? NodeTag.None
        : tag.Value switch { "!reset" => NodeTag.Reset, "!override" => NodeTag.Override, _ => NodeTag.None };
}
