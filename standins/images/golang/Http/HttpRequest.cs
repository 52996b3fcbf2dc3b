namespace Standins.Golang.Http;

/// <summary>The head of a request.</summary>
/// <param name="Method">As it was written.</param>
/// <param name="Target">Path and query as they were written.</param>
/// <param name="Path">Without escapes.</param>
/// <param name="Query">As it was written.</param>
/// <param name="Http10">An old caller.</param>
/// <param name="Headers">In their order.</param>
internal sealed record HttpRequest(string Method, string Target, string Path, string Query, bool Http10, IReadOnlyList<(string Name, string Value)> Headers)
{
    public string? this[string name]
    {
        get
        {
            foreach ((string key, string value) in Headers)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    public bool WantsClose => Http10
        ? this["Connection"]?.Contains("keep-alive", StringComparison.OrdinalIgnoreCase) != true
        : this["Connection"]?.Contains("close", StringComparison.OrdinalIgnoreCase) == true;
}
