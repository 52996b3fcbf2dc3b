namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A command: a list, or a text that is split as a shell would; the file on top replaces it.</summary>
internal sealed class CommandShape : Shape
{
    public static readonly CommandShape Command = new();

    public override Node Merge(Node below, Node above, ReadContext context) => above;

    public override Node Read(Node node, Scope scope) => node switch
    {
        ScalarNode { Value: null } => node,
        ScalarNode { Text: { } text } => Split(text, node, scope),
        _ => TextListShape.Kept.Read(node, scope),
    };

    private static ListNode Split(string text, Node node, Scope scope)
    {
        if (ShellWords.Split(text) is { } words)
        {
            scope.Context.Budget.Values(words.Count, node.Place);
            return new ListNode([.. words.Select(word => new ScalarNode(word, node.Place))], node.Place);
        }

        scope.Refuse(node, "has a quote or bracket without its partner; close it, or write the command as a list");
        return null;
    }
}
