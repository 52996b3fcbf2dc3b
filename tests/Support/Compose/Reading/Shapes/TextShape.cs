namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A text; with words, one of them.</summary>
internal sealed class TextShape(params string[] words) : Shape
{
    public static readonly TextShape Text = new();

    /// <summary>Whether nothing is accepted, too.</summary>
    public bool OrNull { get; init; }

    /// <summary>What is accepted besides the words.</summary>
    public Func<string, bool>? Or { get; init; }

    /// <summary>What is done with an accepted text.</summary>
    public Func<string, Node, Scope, string>? Then { get; init; }

    // An empty value on top says nothing, as Compose sees it.
    public override Node Merge(Node below, Node above, ReadContext context) => above is ScalarNode { Value: null } ? below : above;

    public override Node Read(Node node, Scope scope)
    {
        if (OrNull && node is ScalarNode { Value: null })
        {
            return node;
        }

        var text = scope.Text(node);
        if (words.Length > 0 && !words.Contains(text) && !Symbols.In(text) && Or?.Invoke(text) != true)
        {
            scope.Refuse(node, $"must be one of {string.Join(", ", words.Where(word => word.Length > 0))}; choose one");
        }

        return Then is null ? node : new ScalarNode(Then(text, node, scope), node.Place);
    }
}
