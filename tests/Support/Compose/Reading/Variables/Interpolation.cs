namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Fills in the variables of a whole layer; keys are left alone, as Compose does.</summary>
internal sealed class Interpolation(ReadContext context, VariableSource source)
{
    /// <summary>The node with every text filled in; what holds no variable is shared with the original.</summary>
    public Node Fill(Node node, string path) => node switch
    {
        ScalarNode { Text: { } text } scalar when text.Contains('$', StringComparison.Ordinal) => Text(scalar, text, path),
        ListNode list => List(list, path),
        MapNode map => Map(map, path),
        _ => node,
    };

    private ScalarNode Text(ScalarNode scalar, string text, string path)
    {
        var template = new Template(source, scalar.Place, (name, form, argument) => Seen(new(name, form, argument, scalar.Place, path)), context.Budget);
        return new ScalarNode(template.Fill(text), scalar.Place) { Tag = scalar.Tag };
    }

    private void Seen(VariableUse use)
    {
        context.Variables.Add(use);
        var unset = use.Form is VariableForm.Bare || (use.Form is VariableForm.Required or VariableForm.RequiredOrEmpty && source.Symbolic);
        if (unset && source.Find(use.Name) is null)
        {
            context.Unset.TryAdd(use.Name, use.Place);
        }
    }

    private ListNode List(ListNode list, string path)
    {
        var items = list.Items.Select((item, index) => Fill(item, $"{path}[{index}]")).ToList();
        context.Budget.Values(items.Count, list.Place);
        return new ListNode(items, list.Place) { Tag = list.Tag };
    }

    private MapNode Map(MapNode map, string path)
    {
        context.Budget.Values(map.Count, map.Place);
        return new MapNode(map.Entries.Select(entry => entry with
        {
            Value = Fill(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}"),
        }), map.Place)
        { Tag = map.Tag };
    }
}
