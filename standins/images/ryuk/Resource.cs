namespace Ryuk;

/// <summary>A kind of thing the engine keeps, in the form its API lists and removes it.</summary>
/// <param name="Name">In the plural, also its path.</param>
/// <param name="List">Path and query that list it, filters not included.</param>
/// <param name="Array">The property that holds the list, or empty when the answer is the list.</param>
/// <param name="Id">The property that names one.</param>
/// <param name="RemoveOptions">Query of the removal.</param>
/// <param name="Keys">Conditions that its filters know.</param>
internal sealed record Resource(string Name, string List, string Array, string Id, string RemoveOptions, string Keys)
{
    /// <summary>In the order in which nothing is in use any more when its turn comes.</summary>
    public static readonly IReadOnlyList<Resource> All =
    [
        new("containers", "containers/json?all=1", "", "Id", "?force=1&v=1", "id,label,name"),
        new("networks", "networks?", "", "Id", "", "id,label,name"),
        new("volumes", "volumes?", "Volumes", "Name", "?force=1", "label,name"),
        new("images", "images/json?", "", "Id", "?force=1", "label"),
    ];

    public bool Knows(Filter filter) => filter.Keys.Split(',').All(key => Keys.Split(',').Contains(key));
}
