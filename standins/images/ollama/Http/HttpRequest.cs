namespace Ollama.Http;

/// <summary>The head of a request.</summary>
internal sealed record HttpRequest(string Method, string Path, string Query, bool Http10, IReadOnlyList<(string Name, string Value)> Headers)
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
