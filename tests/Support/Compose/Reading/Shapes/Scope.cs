using System.Diagnostics.CodeAnalysis;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Where in the model a value is being read.</summary>
internal sealed record Scope(ReadContext Context, VariableSource Source, string Path)
{
    public Scope At(string key) => this with { Path = Path.Length == 0 ? key : $"{Path}.{key}" };

    public Scope At(int index) => this with { Path = $"{Path}[{index}]" };

    /// <summary>Refuses a value.</summary>
    [DoesNotReturn]
    public Node Refuse(Node node, string sentence) => throw new ComposeSyntaxException(node.Place, $"{Path} {sentence}");

    /// <summary>The mapping that a value must be.</summary>
    public MapNode Map(Node node) => node as MapNode ?? (MapNode)Refuse(node, $"must be a mapping, not {node.Kind}; write 'key: value' lines below it");

    /// <summary>The list that a value must be.</summary>
    public ListNode List(Node node) => node as ListNode ?? (ListNode)Refuse(node, $"must be a list, not {node.Kind}; begin each item with '- '");

    /// <summary>The text that a value must be.</summary>
    public string Text(Node node)
    {
        if (node is ScalarNode { Text: { } text })
        {
            return text;
        }

        Refuse(node, $"must be a text, not {node.Kind}; put it in quotes");
        return "";
    }
}
