namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Refuses services that wait for each other.</summary>
internal sealed class Circles(MapNode model)
{
    private readonly HashSet<string> done = new(StringComparer.Ordinal);

    public void Check()
    {
        foreach (var service in model.Entries("services"))
        {
            Walk(service.Key);
        }
    }

    // Without recursion: a chain of services may be as long as a file.
    private void Walk(string first)
    {
        if (!done.Add(first))
        {
            return;
        }

        List<string> trail = [first];
        HashSet<string> open = new(StringComparer.Ordinal) { first };
        Stack<IEnumerator<MapEntry>> next = new([Dependencies(first)]);
        while (next.TryPeek(out var dependencies))
        {
            if (!dependencies.MoveNext())
            {
                next.Pop();
                open.Remove(trail[^1]);
                trail.RemoveAt(trail.Count - 1);
                continue;
            }

            var name = dependencies.Current.Key;
            if (open.Contains(name))
            {
                throw new ComposeSyntaxException(dependencies.Current.Place,
                    $"services wait for each other: {string.Join(" -> ", trail.SkipWhile(step => step != name).Append(name))}; drop one dependency");
            }

            if (done.Add(name))
            {
                trail.Add(name);
                open.Add(name);
                next.Push(Dependencies(name));
            }
        }
    }

    private IEnumerator<MapEntry> Dependencies(string name) => model.Entries("services", name, "depends_on").GetEnumerator();
}
