namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The test of a healthcheck: a list that begins with its kind, or a text for the shell; the file on top replaces it.</summary>
internal sealed class HealthTestShape : Shape
{
    private static readonly string[] Kinds = ["CMD", "CMD-SHELL", "NONE"];

    public override Node Read(Node node, Scope scope)
    {
        if (node is ScalarNode { Text: { } text })
        {
            return new ListNode([new ScalarNode("CMD-SHELL", node.Place), new ScalarNode(text, node.Place)], node.Place);
        }

        var list = (ListNode)TextListShape.Kept.Read(node, scope);
        return list.Items is [] || (list.Items[0] is ScalarNode { Text: { } kind } && (Kinds.Contains(kind) || Symbols.In(kind)))
            ? list
            : scope.Refuse(list.Items[0], "must begin with CMD, CMD-SHELL or NONE; put CMD first");
    }
}
