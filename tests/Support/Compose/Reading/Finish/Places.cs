using System.Globalization;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Finds the place of a path in a tree.</summary>
internal static class Places
{
    /// <summary>The place of the deepest part of the path that the tree holds, and how much of the path that is.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="path">Keys with dots between them, items as <c>[0]</c>; a key may hold dots itself.</param>
    public static (SourcePlace Place, int Length) Of(MapNode tree, string path)
    {
        Node node = tree;
        var place = tree.Place;
        var at = 0;
        while (at < path.Length)
        {
            var (next, nextPlace, length) = node switch
            {
                MapNode map => Key(map, path[at..].TrimStart('.')),
                ListNode list => Item(list, path[at..]),
                _ => (null, null, 0),
            };
            if (next is null)
            {
                break;
            }

            at += length + (path[at] == '.' ? 1 : 0);
            (node, place) = (next, nextPlace!);
        }

        return (place, at);
    }

    private static (Node? Node, SourcePlace? Place, int Length) Key(MapNode map, string rest)
    {
        for (var end = rest.Length; end > 0; end = rest.LastIndexOfAny(['.', '['], end - 1))
        {
            if (map.TryGet(rest[..end], out var entry))
            {
                return (entry.Value, entry.Place, end);
            }
        }

        return (null, null, 0);
    }

    private static (Node? Node, SourcePlace? Place, int Length) Item(ListNode list, string rest)
    {
        var end = rest.IndexOf(']', StringComparison.Ordinal);
        return rest[0] == '[' && end > 0
            && int.TryParse(rest.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count
                ? (list.Items[index], list.Items[index].Place, end + 1)
                : (null, null, 0);
    }
}
