namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What Compose accepts under one key, how two files' values merge there, and the long form it prints.</summary>
internal abstract class Shape
{
    /// <summary>Lays a value over one from a file below; both are still in the words of the file.</summary>
    public virtual Node Merge(Node below, Node above, ReadContext context) => above;

    /// <summary>Checks the merged value and brings it into the long form.</summary>
    /// <exception cref="ComposeSyntaxException">Compose does not accept it.</exception>
    public abstract Node Read(Node node, Scope scope);

    /// <summary>Merging of lists: the one appended to the other.</summary>
    protected static ListNode Append(Node below, Node above, ReadContext context)
    {
        if (below is not ListNode first || above is not ListNode second)
        {
            throw new ComposeSyntaxException(above.Place, $"{above.Kind} cannot be laid over {below.Kind} of {below.Place}; write both the same way");
        }

        context.Budget.Values(first.Items.Count + second.Items.Count, above.Place);
        return new ListNode([.. first.Items, .. second.Items], above.Place);
    }
}
