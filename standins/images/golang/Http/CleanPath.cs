namespace Standins.Golang.Http;

/// <summary>A path as routers want it before they look for it.</summary>
internal static class CleanPath
{
    /// <summary>Without doubled slashes and dots; a slash at the end stays.</summary>
    public static string Of(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/').Where(p => p is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return "/" + string.Join('/', parts) + (path.EndsWith('/') && parts.Count > 0 ? "/" : "");
    }
}
